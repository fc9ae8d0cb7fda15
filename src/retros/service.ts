import type { PersonChange } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createPhases } from './phase-service.ts';
import type { RetroActor, RetrosDeps } from './ports-service.ts';
import { isRunning, type Retro, type RetroPerson, WRITABLE } from './retro.ts';
import { findRetroPerson, moveRetroPerson, peopleOf } from './retro-people-store.ts';
import { createRetroRunning } from './retro-running-service.ts';
import { retroSettingsOf, saveRetroSettings } from './retro-settings-store.ts';
import { createRetroTelling } from './retro-telling-service.ts';
import { findGathering, findRetro, gatheringIn, holdPhase, moveRetro, runningIn } from './retros-store.ts';
import { createStarting } from './start-service.ts';
import { createRetroThread } from './thread-service.ts';
import { createTurns } from './turns/turn-service.ts';

export type { RetroActor, RetrosDeps } from './ports-service.ts';

export type Retros = ReturnType<typeof createRetrosService>;

/** Retrospectives: how they begin, go on and end. */
export function createRetrosService(deps: RetrosDeps) {
  const { clock, ids, people } = deps;
  const telling = createRetroTelling(deps);
  const phases = createPhases(deps, telling);
  const turns = createTurns(deps, {
    phases,
    telling,
    finished: (tx, retroId, personId, gesture) => finished(tx, retroId, personId, 'collecting', gesture),
  });
  const running = createRetroRunning(deps, phases);
  const gatherers: ((tx: Tx, workspaceId: string) => Promise<void>)[] = [];

  return {
    ...phases,
    ...createStarting(deps, { phases, gathering }),
    ...turns,
    ...running,
    thread: createRetroThread(deps),
    redrawParent: telling.parent,
    redrawTurn: telling.turn,
    gathering,

    find: (read: Db | Tx, id: string): Promise<Retro | undefined> => findRetro(read, id),
    running: (read: Db | Tx, workspaceId: string): Promise<Retro | undefined> => runningIn(read, workspaceId),
    peopleOf: (read: Db | Tx, retroId: string): Promise<RetroPerson[]> => peopleOf(read, retroId),
    findPerson: findRetroPerson,

    /**
     * Holds a retro until the transaction ends, as long as it is in one of these phases: what is said in a phase is either in what
     * comes of it or refused. Undefined if it is in none of them.
     */
    hold: holdPhase,

    /** From now on cards are gathered as a schedule says. What was promised to those who have written before stays. */
    gatherAs: (workspaceId: string, { format, isAnonymous }: Pick<Retro, 'format' | 'isAnonymous'>): Promise<void> =>
      deps.database.transaction(async (tx) => {
        const settings = await retroSettingsOf(tx, workspaceId);
        await saveRetroSettings(tx, workspaceId, { ...settings, format, isGatheredUnnamed: isAnonymous });
        const { id } = await gathering(tx, workspaceId);
        const retro = await holdPhase(tx, id, ['gathering']);
        const to = retro && { ...retro, format, isAnonymous: retro.isAnonymous || isAnonymous };
        if (to !== undefined && (to.format !== retro?.format || to.isAnonymous !== retro.isAnonymous))
          await moveRetro(tx, { ...to, lastEvent: to.lastEvent + 1 });
        for (const listener of gatherers) await listener(tx, workspaceId);
      }),

    /** Listeners hear in the transaction in which it is decided how cards of a workspace are gathered. */
    onGathering(listener: (tx: Tx, workspaceId: string) => Promise<void>): void {
      gatherers.push(listener);
    },

    /** Whether any retro of a workspace that cards are written for names nobody: the one that collects, or the next one. */
    async isUnnamedIn(tx: Tx, workspaceId: string): Promise<boolean> {
      const runs = await runningIn(tx, workspaceId);
      if (runs?.phase === 'collecting' && runs.isAnonymous) return true;
      const next = await findGathering(tx, workspaceId);
      return next?.isAnonymous ?? (await retroSettingsOf(tx, workspaceId)).isGatheredUnnamed;
    },

    writingIn,

    /** The same, held until the transaction ends: what is written is in what is shown of it. */
    async holdWriting(tx: Tx, actor: Pick<RetroActor, 'id' | 'workspaceId'>): Promise<Retro> {
      for (;;) {
        const meant = await writingIn(tx, actor);
        const held = await holdPhase(tx, meant.id, WRITABLE);
        // All may be shown since this moment: then it is for the next one.
        if (held !== undefined) return held;
      }
    },

    finishedCollecting: (tx: Tx, retroId: string, personId: string, gesture?: string): Promise<boolean> =>
      finished(tx, retroId, personId, 'collecting', gesture),
    finishedVoting: (tx: Tx, retroId: string, personId: string, gesture?: string): Promise<boolean> =>
      finished(tx, retroId, personId, 'voting', gesture),

    /** Something has become of what these people had to do: whoever was asked about it is asked about the next. */
    async onAction(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<void> {
      const runs = await runningIn(tx, workspaceId);
      if (runs?.phase !== 'collecting') return;
      for (const personId of personIds)
        if ((await findRetroPerson(tx, runs.id, personId)) !== undefined) await telling.turn(tx, runs.id, personId);
    },

    async onPersonChange(tx: Tx, change: PersonChange): Promise<void> {
      await running.facilitatorGone(tx, change);
      await turns.onPersonChange(tx, change);
    },
  };

  /** Where a card goes that somebody writes now: the retro in which they write, else the next one. */
  async function writingIn(tx: Tx, { id, workspaceId }: Pick<RetroActor, 'id' | 'workspaceId'>): Promise<Retro> {
    const runs = await runningIn(tx, workspaceId);
    const isWriting = runs?.phase === 'collecting' && (await findRetroPerson(tx, runs.id, id)) !== undefined;
    return isWriting ? runs : gathering(tx, workspaceId);
  }

  /** The retro that cards are written for before it begins: as the last one was, or as the schedule says. */
  async function gathering(tx: Tx, workspaceId: string): Promise<Retro> {
    const { zone } = await people.calendarOf(tx, workspaceId, { team: 'sales' });
    const { format, isGatheredUnnamed } = await retroSettingsOf(tx, workspaceId);
    const fresh = { id: ids.next(), at: clock.now(), zone, format, isAnonymous: isGatheredUnnamed };
    return gatheringIn(tx, workspaceId, fresh);
  }

  /** Somebody has done their part of a phase; false if it isn't that phase, or they have no part. If they were the last, it is over. */
  async function finished(
    tx: Tx,
    retroId: string,
    personId: string,
    phase: 'collecting' | 'voting',
    gesture: string | undefined,
  ): Promise<boolean> {
    const retro = await holdPhase(tx, retroId, [phase]);
    const own = await findRetroPerson(tx, retroId, personId);
    if (retro === undefined || !isRunning(retro) || own === undefined) return false;
    const at = clock.now();
    const said = phase === 'collecting' ? { collectedAt: own.collectedAt ?? at } : { votedAt: own.votedAt ?? at };
    if (!(await moveRetroPerson(tx, own, { ...said, steppedOutAt: undefined }, gesture))) return true;
    if (phase === 'collecting') await deps.finished?.(tx, { retroId, personId });
    await telling.turn(tx, retroId, personId);
    if (!(await phases.settle(tx, retro))) await telling.progress(tx, retroId);
    return true;
  }
}
