import { DAY } from '../core/instants.ts';
import { dateAt, instantAt } from '../core/local-time.ts';
import type { PersonChange } from '../core/person-days.ts';
import { managesAny } from '../core/rights.ts';
import { endOfWorkingDay } from '../core/working-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Phases } from './phase-service.ts';
import type { RetroActor, RetrosDeps } from './ports-service.ts';
import { isRunning, type Retro, type RetroPhase } from './retro.ts';
import { findChangedBy, lastChange, type RetroChange } from './retro-changes-store.ts';
import { findRetroPerson } from './retro-people-store.ts';
import type { Ran, RunRefusal } from './retro-running.ts';
import { parentKey } from './retro-telling-service.ts';
import { endedIn, findRetro, holdPhase, runningIn } from './retros-store.ts';
import { progressOf } from './turns/turn-service.ts';

/** The kinds of what somebody who looks after a retro hears of it unasked. */
export const CHANNEL_TROUBLE = 'retro.channel';
export const UNLED = 'retro.unled';

/** What whoever looks after a retro does with it while it runs. */
export function createRetroRunning(
  { database, clock, people, notify, channelFault, standNowhere }: RetrosDeps,
  phases: Phases,
) {
  const { db } = database;

  return {
    mayRun,

    /** What runs, and the last ones that have ended. */
    async listed(workspaceId: string): Promise<{ readonly runs: Retro | undefined; readonly ended: readonly Retro[] }> {
      return { runs: await runningIn(db, workspaceId), ended: await endedIn(db, workspaceId, MOST_LISTED) };
    },

    /** A retro that this person looks after, with what its forms begin with. */
    async toRun(actor: RetroActor, retroId: string) {
      const retro = await findRetro(db, retroId);
      const why = refusal(actor, retro);
      if (why !== undefined || retro === undefined)
        return { kind: 'refused', why: why ?? ({ kind: 'not-found' } as const) } as const;
      const { asked, done, out } = await progressOf(db, retro);
      const ids = (some: readonly { readonly personId: string }[]) => some.map(({ personId }) => personId);
      return {
        kind: 'open',
        retro,
        asked: ids(asked),
        done: ids(done),
        out: ids(out),
        dueOn: dateAt(retro.phaseDueAt ?? clock.now(), retro.zone),
      } as const;
    },

    /** Whether somebody takes part, and hasn't stepped out. */
    async takesPart(retroId: string, personId: string): Promise<boolean> {
      const part = await findRetroPerson(db, retroId, personId);
      return part !== undefined && part.steppedOutAt === undefined;
    },

    /** Why a retro is in another phase than somebody saw. */
    movedOn: (retroId: string): Promise<RunRefusal> => movedOn(db, retroId),

    /** Ends the phase that they saw before its time. */
    goOn: (actor: RetroActor, retroId: string, seen: string): Promise<Ran> =>
      run(actor, retroId, async (tx, retro) => {
        if (retro.phase !== seen) return movedOn(tx, retro.id);
        const { id: by, gesture } = actor;
        return (await phases.moveOn(tx, retro, { by, gesture })) ?? movedOn(tx, retro.id);
      }),

    /** The phase ends when the office closes on another date (YYYY-MM-DD), or on the first working day after it. */
    endOn: (actor: RetroActor, retroId: string, seen: string, date: string): Promise<Ran> =>
      run(actor, retroId, async (tx, retro) => {
        if (retro.phase !== seen) return movedOn(tx, retro.id);
        const now = clock.now();
        const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date);
        if (!isDate || date < dateAt(now, retro.zone)) return { kind: 'due-in-the-past' };
        if (date > dateAt(now + FARTHEST, retro.zone)) return { kind: 'due-too-late' };
        const calendar = await people.calendarOf(tx, retro.workspaceId, { team: 'sales' });
        const from = Math.max(now, instantAt(date, '00:00', calendar.zone));
        const phaseDueAt = endOfWorkingDay(calendar, from, 1);
        return write(tx, { ...retro, phaseDueAt }, 'due', actor);
      }),

    /** Another one of those who take part looks after it from now on. */
    handOver: (actor: RetroActor, retroId: string, to: string): Promise<Ran> =>
      run(actor, retroId, async (tx, retro) => {
        const { manages } = await people.rightsOf(tx, to);
        const isThere = (await people.attendance(tx, [to], clock.now())).get(to) !== 'gone';
        const part = await findRetroPerson(tx, retroId, to);
        if (!isThere || (part === undefined && manages.length === 0)) return { kind: 'not-taking-part' };
        return write(tx, { ...retro, facilitatorId: to }, 'facilitator', actor);
      }),

    /**
     * PPL-4: its thread goes on in another channel than `from`, which can't be used. What stands there stays. Asks Slack: not to
     * be called in a transaction.
     */
    async moveTo(
      actor: RetroActor,
      retroId: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<Ran | { readonly kind: 'unusable'; readonly sentence: string }> {
      const sentence = await channelFault(to);
      if (sentence !== undefined) return { kind: 'unusable', sentence };
      return run(actor, retroId, async (tx, retro) => {
        if (retro.channelId !== from) return { kind: 'elsewhere' };
        const moved = await write(tx, { ...retro, channelId: to }, 'channel', actor);
        if ('kind' in moved) return moved;
        // Where it can be used again, what stands there goes on.
        if (from !== to) await standNowhere(tx, [parentKey(retroId), ...(await phases.replies(tx, retroId))]);
        await phases.back(tx, moved);
        return moved;
      });
    },

    /** It ends without showing anything. */
    callOff: (actor: RetroActor, retroId: string): Promise<Ran> =>
      run(actor, retroId, async (tx, retro) => {
        const over = { phase: 'called-off', closedAt: clock.now(), endedBy: actor.id } as const;
        const to: Retro = { ...retro, ...over, phaseSince: over.closedAt, phaseDueAt: undefined };
        return write(tx, to, 'called-off', actor, retro.phase);
      }),

    /** PPL-4: its channel can't be used. Whoever looks after it hears of that once. */
    channelTrouble: (retroId: string, code: string): Promise<void> =>
      database.transaction(async (tx) => {
        const retro = await findRetro(tx, retroId);
        if (retro === undefined || !isRunning(retro)) return;
        const key = `${CHANNEL_TROUBLE}:${retroId}:${retro.channelId ?? ''}`;
        await tell(tx, await lookingAfter(tx, retro), retro, { kind: CHANNEL_TROUBLE, key, code });
      }),

    /** Baton is in a channel again: what could not be shown there is. */
    async channelBack(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
      const retro = await runningIn(tx, workspaceId);
      if (retro?.channelId === channelId) await phases.back(tx, retro);
    },

    /** PPL-8: whoever looked after a retro is gone; the managers of both teams hear that once, and each of them can. */
    async facilitatorGone(tx: Tx, { workspaceId, personIds, what }: PersonChange): Promise<void> {
      if (what !== 'deactivated') return;
      const running = await runningIn(tx, workspaceId);
      const retro = running && (await holdPhase(tx, running.id, [running.phase]));
      const gone = retro?.facilitatorId;
      if (retro === undefined || gone === undefined) return;
      const isGone = personIds !== 'everyone' && personIds.includes(gone);
      if (!isGone) return;
      await phases.change(tx, { ...retro, facilitatorId: undefined }, 'facilitator', {}, retro.phase);
      await tell(tx, await managers(tx, workspaceId), retro, {
        kind: UNLED,
        key: `${UNLED}:${retro.id}:${gone}`,
        code: '',
      });
    },
  };

  async function run(
    actor: RetroActor,
    retroId: string,
    how: (tx: Tx, retro: Retro) => Promise<Retro | RunRefusal>,
  ): Promise<Ran> {
    return database.transaction(async (tx): Promise<Ran> => {
      const retro = (await holdPhase(tx, retroId, ANY_PHASE)) ?? (await findRetro(tx, retroId));
      const why = refusal(actor, retro);
      if (retro?.workspaceId !== actor.workspaceId) return { kind: 'refused', why: { kind: 'not-found' } };
      // Slack has delivered it again: it has been done, and what has happened since stays.
      const isRepeat = actor.gesture !== undefined && (await findChangedBy(tx, actor.gesture)) === retroId;
      if (isRepeat) return { kind: 'done', retro };
      if (why !== undefined) return { kind: 'refused', why };
      const found = await how(tx, retro);
      return 'kind' in found ? { kind: 'refused', why: found } : { kind: 'done', retro: found };
    });
  }

  async function write(
    tx: Tx,
    to: Retro,
    kind: RetroChange['kind'],
    { id: by, gesture }: RetroActor,
    from: RetroPhase = to.phase,
  ): Promise<Retro | RunRefusal> {
    return (await phases.change(tx, to, kind, { by, gesture }, from)) ?? movedOn(tx, to.id);
  }

  /** Who was faster. */
  async function movedOn(read: Db | Tx, id: string): Promise<RunRefusal> {
    const retro = await findRetro(read, id);
    if (retro === undefined || !isRunning(retro)) return { kind: 'over' };
    const last = await lastChange(read, id, ['moved-on', 'started']);
    const by = last?.by === undefined ? undefined : (await people.namesOf(read, [last.by])).get(last.by);
    return { kind: 'moved-on', retro, by };
  }

  function refusal(actor: RetroActor, retro: Retro | undefined): RunRefusal | undefined {
    if (retro?.workspaceId !== actor.workspaceId || retro.phase === 'gathering') return { kind: 'not-found' };
    if (!mayRun(actor, retro)) return { kind: 'not-yours' };
    return isRunning(retro) ? undefined : { kind: 'over' };
  }

  async function lookingAfter(tx: Tx, { facilitatorId, workspaceId }: Retro): Promise<readonly string[]> {
    const one = facilitatorId === undefined ? [] : await people.present(tx, [facilitatorId]);
    return one.length > 0 ? one : managers(tx, workspaceId);
  }

  async function managers(tx: Tx, workspaceId: string): Promise<readonly string[]> {
    const sales = await people.managersOf(tx, workspaceId, 'sales');
    return [...new Set([...sales, ...(await people.managersOf(tx, workspaceId, 'marketing'))])];
  }

  async function tell(
    tx: Tx,
    whom: readonly string[],
    { id, workspaceId }: Retro,
    { kind, key, code }: { readonly kind: string; readonly key: string; readonly code: string },
  ): Promise<void> {
    const subject = JSON.stringify({ retroId: id, code });
    for (const person of whom)
      await notify(tx, { key: `${key}:${person}`, workspaceId, recipient: { person }, kind, subject, at: clock.now() });
  }
}

/** Whoever looks after it, the managers of both teams, and admins. */
export const mayRun = (actor: Pick<RetroActor, 'id' | 'manages' | 'isAdmin'>, { facilitatorId }: Retro): boolean =>
  facilitatorId === actor.id || managesAny(actor);

const ANY_PHASE = ['collecting', 'voting', 'deciding', 'closed', 'called-off'] as const;
const FARTHEST = 60 * DAY;
const MOST_LISTED = 5;
