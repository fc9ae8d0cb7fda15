import type { Tx } from '../platform/db/database.ts';
import type { KeptClock } from './merging-store.ts';
import * as merging from './merging-store.ts';
import { LOOK, lookKey, type SlaDeps } from './ports-service.ts';
import { endOf } from './promise.ts';
import * as store from './store.ts';

const FIRST_CONTACT = 'first-contact';

/** What becomes of promises when two leads turn out to be one, and two again. */
export function createMerging({ clock, ids, jobs }: Pick<SlaDeps, 'clock' | 'ids' | 'jobs'>) {
  return {
    /**
     * The lead that stays keeps the earliest promise that still runs, never a later one, with what has been warned of and told
     * already; and what the other one has answered is answered. Called before the other one's clocks end uncounted.
     */
    async merge(
      tx: Tx,
      { into, from, round, isAnswered }: { into: string; from: string; round: number; isAnswered: boolean },
    ): Promise<void> {
      const theirs = await merging.keptClocks(tx, from);
      const ours = await merging.keptClocks(tx, into);
      await merging.rememberClocks(tx, { from, into }, { from: theirs, into: ours });
      const present = new Map(
        ours.filter(({ clock: { cycle } }) => cycle === round).map((one) => [one.clock.kind, one]),
      );
      const latest = new Map(theirs.map((one) => [one.clock.kind, one]));
      for (const [kind, their] of latest) {
        const our = present.get(kind);
        if (!isTaken(their, our, isAnswered)) continue;
        present.delete(kind);
        const id = our?.clock.id ?? ids.next();
        const taken = { ...their, clock: { ...their.clock, id, lead_id: into, cycle: round } };
        await (our === undefined ? merging.addClock(tx, taken) : merging.putClock(tx, taken));
        await lookAgain(tx, taken);
      }
      const unanswered = present.get(FIRST_CONTACT);
      if (isAnswered && unanswered !== undefined && isOpen(unanswered)) await cancel(tx, unanswered);
    },

    /**
     * The promises of both are what they were before, and run on. What the lead that stayed has answered meanwhile stays
     * answered, by its own time.
     */
    async takeApart(
      tx: Tx,
      { into, from, isRestored }: { into: string; from: string; isRestored: boolean },
    ): Promise<void> {
      const before = await merging.rememberedClocks(tx, from);
      if (before === undefined) return;
      await merging.forgetClocks(tx, from);
      for (const one of before.from) await putBack(tx, one);
      const were = new Map(before.into.map((one) => [one.clock.id, one]));
      for (const now of await merging.keptClocks(tx, into)) {
        const was = were.get(now.clock.id);
        if (was === undefined) await (isRestored ? remove(tx, now) : undefined);
        else if (isRestored || isOpen(now) || !isOpen(was)) await putBack(tx, was);
        else await answerAsBefore(tx, was, now);
      }
    },
  };

  async function putBack(tx: Tx, was: KeptClock): Promise<void> {
    await merging.putClock(tx, was);
    await lookAgain(tx, was);
  }

  /** It was answered while it stood for both: now that counts by its own due time. */
  async function answerAsBefore(tx: Tx, was: KeptClock, { clock: { state, stopped_at } }: KeptClock): Promise<void> {
    await putBack(tx, was);
    const running = await store.findClock(tx, was.clock.id);
    if (running === undefined || stopped_at === null) return;
    const end = state === 'cancelled' ? { state } : endOf(running, stopped_at);
    await store.moveClock(tx, running, { ...end, stoppedAt: stopped_at });
    await jobs.cancel(tx, lookKey(running.id));
  }

  async function cancel(tx: Tx, one: KeptClock): Promise<void> {
    const ended = { ...one.clock, state: 'cancelled', stopped_at: clock.now() } as const;
    await merging.putClock(tx, { ...one, clock: ended });
    await jobs.cancel(tx, lookKey(one.clock.id));
  }

  async function remove(tx: Tx, { clock: { id } }: KeptClock): Promise<void> {
    await merging.removeClock(tx, id);
    await jobs.cancel(tx, lookKey(id));
  }

  /** The look finds out by itself what is to be done when. */
  async function lookAgain(tx: Tx, one: KeptClock): Promise<void> {
    const { id } = one.clock;
    if (!isOpen(one)) return jobs.cancel(tx, lookKey(id));
    await jobs.enqueue(tx, {
      kind: LOOK,
      key: lookKey(id),
      payload: { clockId: id },
      runAt: clock.now(),
      mode: 'latest',
    });
  }
}

/** Whether the clock of the lead that goes stands from now on for both. */
function isTaken(their: KeptClock, our: KeptClock | undefined, isAnswered: boolean): boolean {
  const { kind, state, due_at: due } = their.clock;
  if (state === 'cancelled' || (our !== undefined && !isOpen(our))) return false;
  // What was answered there is answered here; and what is, needs no clock that runs.
  if (!isOpen(their)) return kind === FIRST_CONTACT && isAnswered;
  if (kind === FIRST_CONTACT && isAnswered) return false;
  return our === undefined || due < our.clock.due_at;
}

const isOpen = ({ clock: { state } }: KeptClock): boolean => state === 'running' || state === 'late';
