import { dueAt, workingTime } from '../../core/business-hours.ts';
import { HOUR, type Instant } from '../../core/instants.ts';
import type { PersonChange } from '../../core/person-days.ts';
import { sidesOf } from '../../core/sides.ts';
import { SIDES } from '../../core/verdict.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Phases } from '../phase-service.ts';
import type { RetroActor, RetrosDeps } from '../ports-service.ts';
import { isDone, isRunning, type Retro } from '../retro.ts';
import {
  findRetroPerson,
  insertRetroPerson,
  moveRetroPerson,
  peopleOf,
  runningPartsOf,
} from '../retro-people-store.ts';
import { type RetroTelling, turnKey } from '../retro-telling-service.ts';
import { findRetro, holdPhase } from '../retros-store.ts';

/** What somebody's message of a retro says, as things are now. */
export type TurnState = { readonly retro: Retro; readonly zone: string } & (
  | { readonly kind: 'asked' }
  | { readonly kind: 'finished'; readonly since: Instant }
  | { readonly kind: 'out'; readonly since: Instant }
  /** The cards are shown. */
  | { readonly kind: 'written' }
  | { readonly kind: 'called-off' }
  /** They don't take part; `mayJoin` if they could. */
  | { readonly kind: 'not-asked'; readonly mayJoin: boolean }
);

export type Turned =
  | { readonly kind: 'turned' }
  | { readonly kind: 'not-found' }
  /** Cards are no longer written. */
  | { readonly kind: 'over'; readonly retro: Retro }
  | { readonly kind: 'not-in-teams' };

/** The kind of the notice that reminds somebody. */
export const REMINDER = 'retro.reminder';

/** How long before the end somebody is reminded, in their own working time: half a working day, or half of what is left of a short one. */
const REMIND_BEFORE = 4 * HOUR;

/** The one message in which somebody takes part in a retro. */
export function createTurns(
  deps: RetrosDeps,
  {
    phases,
    telling,
    finished,
  }: {
    readonly phases: Phases;
    readonly telling: RetroTelling;
    readonly finished: (tx: Tx, retroId: string, personId: string, gesture?: string) => Promise<boolean>;
  },
) {
  const { database, clock, people, manners, notify } = deps;
  const { db } = database;

  return {
    /** Undefined for a retro that isn't there, or hasn't begun. */
    async turn(retroId: string, personId: string): Promise<TurnState | undefined> {
      const retro = await findRetro(db, retroId);
      if (retro === undefined || retro.phase === 'gathering') return undefined;
      const zone = (await people.person(personId))?.zone ?? 'UTC';
      const shown = { retro, zone };
      if (retro.phase === 'called-off') return { ...shown, kind: 'called-off' };
      const own = await findRetroPerson(db, retroId, personId);
      const isGone = (await attendanceOf(personId)) === 'gone';
      if (own === undefined || isGone) return { ...shown, kind: 'not-asked', mayJoin: !isGone && mayWrite(retro) };
      if (!mayWrite(retro)) return { ...shown, kind: 'written' };
      if (own.steppedOutAt !== undefined) return { ...shown, kind: 'out', since: own.steppedOutAt };
      if (own.collectedAt !== undefined) return { ...shown, kind: 'finished', since: own.collectedAt };
      return { ...shown, kind: 'asked' };
    },

    /** They have nothing more to write. */
    finishWriting: (actor: RetroActor, retroId: string): Promise<Turned> =>
      take(actor, retroId, async (tx) => {
        await finished(tx, retroId, actor.id, actor.gesture);
      }),

    /** They do have; `since` is when they had finished or stepped out, as the message says. */
    writeOn: (actor: RetroActor, retroId: string, since: number): Promise<Turned> =>
      take(actor, retroId, async (tx) => {
        const own = await findRetroPerson(tx, retroId, actor.id);
        if (own === undefined || (own.collectedAt !== since && own.steppedOutAt !== since)) return;
        await moveRetroPerson(tx, own, { collectedAt: undefined, steppedOutAt: undefined });
        await telling.progress(tx, retroId);
      }),

    /** Not this time: nobody waits for them. What they have written stays. */
    stepOut: (actor: RetroActor, retroId: string): Promise<Turned> =>
      take(actor, retroId, async (tx, retro) => {
        const own = await findRetroPerson(tx, retroId, actor.id);
        if (own === undefined) return;
        if (!(await moveRetroPerson(tx, own, { steppedOutAt: clock.now() }, actor.gesture))) return;
        if (!(await phases.settle(tx, retro))) await telling.progress(tx, retroId);
      }),

    /** Somebody of the teams who wasn't asked takes part, too, while cards are written or votes are given. */
    join: (actor: RetroActor, retroId: string): Promise<Turned> =>
      database.transaction(async (tx) => {
        const retro = await holdPhase(tx, retroId, ['collecting', 'voting']);
        const known = retro ?? (await findRetro(tx, retroId));
        if (known?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
        if (retro === undefined) return { kind: 'over', retro: known };
        const { teams, manages } = await people.rightsOf(tx, actor.id);
        const sides = SIDES.filter((side) => teams.includes(side) || manages.includes(side));
        const [part] = sidesOf([{ personId: actor.id, teams: sides }]);
        if (part === undefined) return { kind: 'not-in-teams' };
        if (await insertRetroPerson(tx, retroId, part)) {
          await phases.joined(tx, retro, actor.id);
          await telling.progress(tx, retroId);
          await telling.turn(tx, retroId, actor.id);
        }
        return { kind: 'turned' };
      }),

    /** Takes one of somebody's messages of today for their part, in their hours; else when to try again. */
    async mayAsk(retroId: string, personId: string): Promise<Instant | undefined> {
      const now = clock.now();
      const shift = (await people.nextShift(db, personId, now)) ?? now;
      if (shift > now) return shift;
      const message = { key: turnKey(retroId, personId), personId };
      const isTheirs = await database.transaction((tx) => manners.reserve(tx, message));
      return isTheirs ? undefined : manners.nextRation(db, personId);
    },

    /** They were not asked after all: the message doesn't count among those of their day. */
    notAsked: (retroId: string, personId: string): Promise<void> =>
      database.transaction((tx) => manners.release(tx, turnKey(retroId, personId))),

    /**
     * Looks whether the others still wait for somebody, and reminds whoever is waited for once in each phase, half a working day before
     * its end. When to look again; undefined if there is no more reason to.
     */
    async attend(retroId: string, personId: string): Promise<Instant | undefined> {
      const retro = await findRetro(db, retroId);
      const own = await findRetroPerson(db, retroId, personId);
      if (retro === undefined || own === undefined || !isRunning(retro) || retro.phase === 'deciding') return undefined;
      const now = clock.now();
      const isOver = isDone(own, retro.phase) || own.steppedOutAt !== undefined;
      const [isThere, until] = [await attendanceOf(personId), (await people.dayOf(db, personId, now)).until];
      const remindAt = await reminderOf(retro, personId);
      const end = retro.phaseDueAt ?? now;
      const { phase, workspaceId } = retro;
      await database.transaction(async (tx) => {
        const held = await holdPhase(tx, retroId, [phase]);
        // Somebody may be away by now for whom everybody has waited.
        if (held === undefined || (await phases.settle(tx, held))) return;
        if (isOver || isThere !== 'here' || remindAt === undefined || now < remindAt || now >= end) return;
        await notify(tx, {
          key: `${REMINDER}:${retroId}:${phase}:${personId}`,
          workspaceId,
          recipient: { person: personId },
          kind: REMINDER,
          subject: `${retroId} ${phase}`,
          at: now,
        });
      });
      if (isOver) return undefined;
      return remindAt !== undefined && remindAt > now ? Math.min(remindAt, until) : until;
    },

    /** What a reminder is about; undefined if there is nothing more to remind of. */
    async reminder(retroId: string, phase: string, personId: string): Promise<Retro | undefined> {
      const retro = await findRetro(db, retroId);
      const own = await findRetroPerson(db, retroId, personId);
      if (retro === undefined || own === undefined || !isRunning(retro) || retro.phase !== phase) return undefined;
      const isOver = isDone(own, retro.phase) || own.steppedOutAt !== undefined;
      return isOver || clock.now() >= (retro.phaseDueAt ?? 0) ? undefined : retro;
    },

    /** Who is away, leaves or comes back may change for whom the others wait. */
    async onPersonChange(
      tx: Tx,
      { workspaceId, personIds }: Pick<PersonChange, 'workspaceId' | 'personIds'>,
    ): Promise<void> {
      for (const { retroId, personId } of await runningPartsOf(tx, workspaceId, personIds))
        await telling.turn(tx, retroId, personId);
    },
  };

  /** Does something with somebody's own part while cards are written. */
  async function take(
    actor: RetroActor,
    retroId: string,
    how: (tx: Tx, retro: Retro) => Promise<void>,
  ): Promise<Turned> {
    return database.transaction(async (tx) => {
      const held = await holdPhase(tx, retroId, ['collecting']);
      const retro = held ?? (await findRetro(tx, retroId));
      if (retro?.workspaceId !== actor.workspaceId || retro.phase === 'gathering') return { kind: 'not-found' };
      if (held === undefined) return { kind: 'over', retro };
      if ((await findRetroPerson(tx, retroId, actor.id)) === undefined) return { kind: 'not-in-teams' };
      await how(tx, held);
      await telling.turn(tx, retroId, actor.id);
      return { kind: 'turned' };
    });
  }

  async function attendanceOf(personId: string) {
    return (await people.attendance(db, [personId], clock.now())).get(personId) ?? 'gone';
  }

  /** Undefined if there is no working time of theirs in the phase. */
  async function reminderOf({ workspaceId, phaseSince, phaseDueAt }: Retro, person: string) {
    const calendar = await people.calendarOf(db, workspaceId, { person });
    const whole = workingTime(calendar, phaseSince, phaseDueAt ?? phaseSince);
    const until = whole - Math.min(REMIND_BEFORE, whole / 2);
    return until > 0 ? dueAt(calendar, phaseSince, Math.ceil(until)) : undefined;
  }
}

const mayWrite = ({ phase }: Retro): boolean => phase === 'collecting';

/** Who takes part now, and who of them is done with the phase: for whoever looks after a retro. */
export async function progressOf(read: Parameters<typeof peopleOf>[0], retro: Retro) {
  const all = await peopleOf(read, retro.id);
  const asked = all.filter(({ steppedOutAt }) => steppedOutAt === undefined);
  const isIn = (one: (typeof all)[number]) => isRunning(retro) && isDone(one, retro.phase);
  return { asked, done: asked.filter(isIn), out: all.filter(({ steppedOutAt }) => steppedOutAt !== undefined) };
}
