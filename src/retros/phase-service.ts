import { HOUR, type Instant, MINUTE } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import { endOfWorkingDay } from '../core/working-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { RetrosDeps } from './ports-service.ts';
import { isDone, isRunning, phaseAfter, type Retro, type RetroPhase, type RunningPhase } from './retro.ts';
import { insertRetroChange, type RetroChange } from './retro-changes-store.ts';
import { peopleOf } from './retro-people-store.ts';
import type { RetroTelling } from './retro-telling-service.ts';
import { findRetro, moveRetro } from './retros-store.ts';

/** Follows a retro from phase to phase, in the transaction that moves it on: only writes and enqueues. */
export type PhaseListener = (tx: Tx, retro: Retro, from: RetroPhase) => Promise<void>;

/** Hears who takes part in a retro that runs already. */
export type JoinListener = (tx: Tx, retro: Retro, personId: string) => Promise<void>;

/** Whether there is nothing to do in a phase, such as a vote about one topic. */
export type Skips = (tx: Tx, retro: Retro) => Promise<boolean>;

/** Which replies one part of a retro may have in its thread, by the names of the messages. */
export type Threads = (tx: Tx, retroId: string) => Promise<readonly string[]>;

/** Who moves a retro on, and by which press; nobody where its time is over or all are done. */
export interface MovedBy {
  readonly by?: string | undefined;
  readonly gesture?: string | undefined;
}

export type Phases = ReturnType<typeof createPhases>;

/** How a retro goes from phase to phase: by time, when all are done, or because somebody says so; each time once. */
export function createPhases({ clock, people, database }: RetrosDeps, telling: RetroTelling) {
  const listeners: PhaseListener[] = [];
  const followers: JoinListener[] = [];
  const returners: ((tx: Tx, retroId: string) => Promise<void>)[] = [];
  const threads: Threads[] = [];
  const skips = new Map<RunningPhase, Skips>();

  return {
    /** Listeners are called in the order in which they were given. */
    onPhase(listener: PhaseListener): void {
      listeners.push(listener);
    },

    /** Listeners are called with whoever takes part from now on, in a retro that runs already. */
    onJoin(listener: JoinListener): void {
      followers.push(listener);
    },

    async joined(tx: Tx, retro: Retro, personId: string): Promise<void> {
      for (const listener of followers) await listener(tx, retro, personId);
    },

    /** Listeners are told when the channel of a running retro can be used again: what could not be shown in its thread is. */
    onBack(listener: (tx: Tx, retroId: string) => Promise<void>): void {
      returners.push(listener);
    },

    /** Each names the replies that it shows in the thread of a retro. */
    onThread(names: Threads): void {
      threads.push(names);
    },

    /** The names of all replies that may stand in the thread of a retro. */
    async replies(tx: Tx, retroId: string): Promise<readonly string[]> {
      const named: string[] = [];
      for (const names of threads) named.push(...(await names(tx, retroId)));
      return named;
    },

    async back(tx: Tx, retro: Retro): Promise<void> {
      await told(tx, retro);
      for (const listener of returners) await listener(tx, retro.id);
    },

    /** A phase that is asked for this way is left out where there is nothing to do in it. */
    onSkip(phase: RunningPhase, ask: Skips): void {
      skips.set(phase, ask);
    },

    moveOn,
    change,
    settle,
    told,

    /**
     * All is done that was to be done in its phase: it ends within the hour, time enough to think again, unless somebody gives it
     * more. Whoever calls this holds the retro.
     */
    async endSoon(tx: Tx, retro: Retro): Promise<void> {
      const phaseDueAt = clock.now() + THINK_AGAIN;
      if (retro.phaseDueAt !== undefined && retro.phaseDueAt > phaseDueAt)
        await change(tx, { ...retro, phaseDueAt }, 'due', {}, retro.phase);
    },

    /** When the office closes on the n-th of its working days after the day of `from`. */
    dueAfter,

    /**
     * Its phase is over, or is to be; answers when to look again. RETRO-5: what ended while Baton was down moves on now, by one phase,
     * and that one has its whole time.
     */
    moveOnInTime: (retroId: string, done: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const retro = await findRetro(tx, retroId);
        if (retro === undefined || !isRunning(retro) || retro.phaseDueAt === undefined) return undefined;
        const now = clock.now();
        if (retro.phaseDueAt > now) return retro.phaseDueAt;
        const lateSince = now - retro.phaseDueAt >= LATE ? retro.phaseDueAt : undefined;
        const moved = await moveOn(tx, retro, {}, lateSince);
        // Somebody has just changed it: it is looked at again.
        if (moved === undefined) return now;
        if (moved.phaseDueAt !== undefined) return moved.phaseDueAt;
        await done(tx);
        return undefined;
      }),
  };

  /** Moves a retro on by one phase that is needed; undefined if somebody has changed it since it was read. */
  async function moveOn(tx: Tx, retro: Retro, who: MovedBy, lateSince?: Instant): Promise<Retro | undefined> {
    if (!isRunning(retro)) return undefined;
    const to = await nextOf(tx, retro);
    const now = clock.now();
    const dueAt = to === 'closed' ? undefined : await dueAfter(tx, retro.workspaceId, retro.days[to], now);
    const moved: Retro = {
      ...retro,
      phase: to,
      phaseSince: now,
      phaseDueAt: dueAt,
      lateSince,
      ...(to === 'closed' && { closedAt: now, endedBy: who.by }),
    };
    return change(tx, moved, 'moved-on', who, retro.phase);
  }

  /** Writes a change of a retro, with all that follows from it; undefined if somebody has changed it since it was read. */
  async function change(
    tx: Tx,
    to: Retro,
    kind: RetroChange['kind'],
    { by, gesture }: MovedBy,
    from: RetroPhase,
  ): Promise<Retro | undefined> {
    const next: Retro = { ...to, lastEvent: to.lastEvent + 1 };
    if (!(await moveRetro(tx, next))) return undefined;
    const { id, lastEvent: seq, phase } = next;
    await insertRetroChange(tx, { retroId: id, seq, kind, phase, by, gesture, at: clock.now() });
    if (from !== phase) for (const listener of listeners) await listener(tx, next, from);
    await told(tx, next);
    return next;
  }

  /** All its messages are brought up to date, and its time runs. */
  async function told(tx: Tx, retro: Retro): Promise<void> {
    await telling.parent(tx, retro.id);
    const all = await peopleOf(tx, retro.id);
    await telling.turns(
      tx,
      retro.id,
      all.map(({ personId }) => personId),
    );
    if (isRunning(retro)) await telling.phase(tx, retro);
  }

  /** Moves on a retro in which everybody is done who is waited for; false if others are. */
  async function settle(tx: Tx, retro: Retro): Promise<boolean> {
    if (!isRunning(retro) || retro.phase === 'deciding') return false;
    const all = (await peopleOf(tx, retro.id)).filter(({ steppedOutAt }) => steppedOutAt === undefined);
    const there = await people.attendance(
      tx,
      all.map(({ personId }) => personId),
      clock.now(),
    );
    const isAwaited = all.some((one) => !isDone(one, retro.phase) && there.get(one.personId) === 'here');
    // Where everybody is away nobody has said that they are done: then its time decides.
    if (isAwaited || !all.some((one) => isDone(one, retro.phase))) return false;
    return (await moveOn(tx, retro, {})) !== undefined;
  }

  async function nextOf(tx: Tx, retro: Retro & { readonly phase: RunningPhase }): Promise<RunningPhase | 'closed'> {
    let next = phaseAfter(retro.phase);
    while (next !== 'closed' && (await skips.get(next)?.(tx, retro)) === true) next = phaseAfter(next);
    return next;
  }

  async function dueAfter(read: Db | Tx, workspaceId: string, workingDays: number, from: Instant): Promise<Instant> {
    const calendar = await people.calendarOf(read, workspaceId, { team: 'sales' });
    const tomorrow = addDays(dateAt(from, calendar.zone), 1);
    return endOfWorkingDay(calendar, instantAt(tomorrow, '00:00', calendar.zone), workingDays);
  }
}

/** By so much a phase is late because Baton was down; less is the work of a queue. */
const LATE = 15 * MINUTE;
/** So long a phase goes on in which nothing is left to do. */
const THINK_AGAIN = HOUR;
