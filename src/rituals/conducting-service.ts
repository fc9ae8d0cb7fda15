import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Random } from '../platform/ids.ts';
import { type Conduct, conducted, type Settlement, unrecorded } from './conducting.ts';
import { type Kinds, kindOf, type OccurrenceView, promptKey, type RitualsDeps, slotJob } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import { PATIENCE, silentAmong } from './participation.ts';
import type { RitualPlanning } from './planning-service.ts';
import { isPausedOn, type Ritual } from './ritual.ts';
import { hasSpoken, type Occurrence, type Slot } from './slot.ts';
import * as history from './slot-history-store.ts';
import * as slots from './slots-store.ts';
import * as store from './store.ts';
import type { RitualTelling } from './telling-service.ts';

/** How a settled job is told so, in the transaction of its effect. */
export type Settle = (tx: Tx) => Promise<void>;

/** Opens and closes occurrences at their time. */
export function ritualConducting(deps: RitualsDeps, kinds: Kinds, planning: RitualPlanning, telling: RitualTelling) {
  const { database, clock, jobs, random } = deps;

  return {
    /** Makes one occurrence match the present moment; answers when to look again. */
    async conduct(occurrenceId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const next = await conductIn(tx, occurrenceId);
        if (next === undefined) await settle(tx);
        return next;
      });
    },
  };

  async function conductIn(tx: Tx, occurrenceId: string): Promise<Instant | undefined> {
    const known = await dates.findOccurrence(tx, occurrenceId);
    const held = known && (await store.holdRitual(tx, known.ritualId));
    // Again, because the first look was before anybody else had to wait for us.
    const occurrence = await dates.findOccurrence(tx, occurrenceId);
    if (held === undefined || occurrence === undefined) return undefined;
    const now = clock.now();
    const unsettled = await slots.listUnsettled(tx, occurrence.id);
    const conduct = conducted(
      occurrence,
      {
        slots: unsettled,
        hasAnswers: await hasAnswers(tx, occurrence),
        shown: await shownAmong(tx, unrecorded(occurrence, unsettled, now)),
      },
      now,
    );
    if (conduct.opens === undefined) return carryOn(tx, { ritual: held, occurrence }, conduct);
    if (held.state === 'ended' || isPausedOn(held, occurrence.teamDate)) {
      await planning.enqueue(tx, held.id);
      return undefined;
    }
    const ritual = await resumed(tx, held);
    if (conduct.opens === 'withered') return wither(tx, ritual, occurrence, conduct);
    return open(tx, ritual, occurrence, unsettled, conduct);
  }

  /** Asked only where it matters: when a planned date is opened. */
  async function hasAnswers(tx: Tx, { id, state, closesAt }: Occurrence): Promise<boolean> {
    if (state !== 'planned' || clock.now() < closesAt) return false;
    return (await slots.listSlots(tx, id)).some(hasSpoken);
  }

  async function shownAmong(tx: Tx, unsure: readonly Slot[]): Promise<ReadonlySet<string>> {
    const shown = new Set<string>();
    for (const { id } of unsure) if (await deps.wasShown(tx, promptKey(id))) shown.add(id);
    return shown;
  }

  /** The first date after a pause ends it. */
  async function resumed(tx: Tx, ritual: Ritual): Promise<Ritual> {
    if (ritual.state !== 'paused') return ritual;
    await store.moveRitual(tx, ritual.id, ['paused'], { state: 'active' });
    return { ...ritual, state: 'active', pausedUntilOn: undefined };
  }

  async function open(
    tx: Tx,
    ritual: Ritual,
    occurrence: Occurrence,
    unsettled: readonly Slot[],
    conduct: Conduct,
  ): Promise<Instant | undefined> {
    const kind = kindOf(kinds, ritual.kind);
    const own = await kind.snapshot(tx, ritual, occurrence.teamDate);
    const at = clock.now();
    if (!(await dates.openOccurrence(tx, occurrence, { version: occurrence.version, own, at }))) return undefined;
    const opened: Occurrence = {
      ...occurrence,
      state: 'open',
      snapshot: { config: occurrence.snapshot.config, own },
      openedAt: at,
    };
    const view = { ritual, occurrence: opened };
    await tellOfSilence(tx, view, unsettled);
    await tellOfUnreachable(tx, view);
    const areSettled = await settleAll(tx, view, conduct.settled);
    await prompt(tx, unsettled, new Set(conduct.settled.map(({ slot }) => slot.id)));
    await planning.enqueue(tx, ritual.id);
    await kind.changed(tx, view, 'opened');
    if (!areSettled) return at;
    if (conduct.closes) await close(tx, view);
    return conduct.next;
  }

  async function carryOn(
    tx: Tx,
    view: OccurrenceView,
    { settled, closes, next }: Conduct,
  ): Promise<Instant | undefined> {
    const areSettled = await settleAll(tx, view, settled);
    if (closes && areSettled) await close(tx, view);
    else if (settled.length > 0) await kindOf(kinds, view.ritual.kind).changed(tx, view, 'slot');
    return areSettled ? next : clock.now();
  }

  async function close(tx: Tx, view: OccurrenceView): Promise<void> {
    if (!(await dates.closeOccurrence(tx, view.occurrence.id, clock.now()))) return;
    const occurrence: Occurrence = { ...view.occurrence, state: 'closed' };
    await kindOf(kinds, view.ritual.kind).changed(tx, { ...view, occurrence }, 'closed');
  }

  /** The whole day went by without Baton: it is recorded as skipped, and nothing is shown of it (DEL-3). */
  async function wither(tx: Tx, ritual: Ritual, occurrence: Occurrence, { settled }: Conduct): Promise<undefined> {
    await settleAll(tx, { ritual, occurrence }, settled);
    await dates.skipOccurrence(tx, occurrence.id, 'offline');
    await planning.enqueue(tx, ritual.id);
    return undefined;
  }

  /** False if something happened to one of them since it was read: a prompt was just being written down, so look again. */
  async function settleAll(tx: Tx, view: OccurrenceView, settled: readonly Settlement[]): Promise<boolean> {
    const kind = kindOf(kinds, view.ritual.kind);
    let count = 0;
    const missed: Slot[] = [];
    for (const same of Map.groupBy(settled, nameOf).values()) {
      const [first] = same;
      if (first === undefined) continue;
      const { state, reason, wasShown } = first;
      const ended = await slots.settleSlots(
        tx,
        same.map(({ slot }) => slot),
        { state, reason, wasPrompted: wasShown },
      );
      count += ended.size;
      for (const { slot } of same.filter((one) => ended.has(one.slot.id))) {
        if (state === 'bot-missed') missed.push(slot);
        const promptedAt = wasShown ? slot.dueAt : slot.promptedAt;
        await kind.settled?.(tx, { ...view, slot: { ...slot, state, reason, promptedAt } });
      }
    }
    await telling.offline(tx, view.ritual, missed);
    return count === settled.length;
  }

  /** Everybody's prompt, those of one minute in random order and one after the other (DEL-6). */
  async function prompt(tx: Tx, unsettled: readonly Slot[], settled: ReadonlySet<string>): Promise<void> {
    const waiting = unsettled.filter(({ id, state }) => state === 'pending' && !settled.has(id));
    // Read once: were it to turn in between, there would be two queues, each at the full pace.
    const now = clock.now();
    const groups = Map.groupBy(waiting, ({ dueAt }) => Math.max(dueAt, now));
    const turns = [...groups].flatMap(([from, all]) =>
      shuffled(all, random).map(({ id }, place) => slotJob(id, from + Math.floor(place * deps.paceMs))),
    );
    await jobs.enqueueAll(tx, turns);
  }

  /** Whoever has let three prompts pass gets no reminder, and the owners hear of it once (DEL-8). */
  async function tellOfSilence(tx: Tx, { ritual, occurrence }: OccurrenceView, unsettled: readonly Slot[]) {
    if (unsettled.length === 0) return;
    const last = await history.listLastPrompted(tx, ritual.id, occurrence.teamDate, PATIENCE);
    const asked = new Set(unsettled.map(({ personId }) => personId));
    const silent = silentAmong(last).filter(({ personId }) => asked.has(personId));
    if (silent.length === 0) return;
    await slots.markFatigued(
      tx,
      occurrence.id,
      silent.map(({ personId }) => personId),
    );
    for (const { personId } of silent)
      await telling.silent(tx, ritual, personId, await silentSince(tx, ritual, personId, occurrence));
  }

  async function silentSince(tx: Tx, ritual: Ritual, personId: string, { teamDate }: Occurrence): Promise<string> {
    const answered = await history.findAnsweredBefore(tx, { ritualId: ritual.id, personId, teamDate });
    return `${ritual.id}:${personId}:${answered?.id ?? 'ever'}`;
  }

  /** Deactivated since the last time; whom Slack refused then, the owners have heard of. */
  async function tellOfUnreachable(tx: Tx, { ritual, occurrence }: OccurrenceView): Promise<void> {
    for (const slot of await history.listNewlyUnreachable(tx, occurrence)) {
      await telling.unreachable(tx, ritual, slot, slot.reason?.code ?? 'error');
    }
  }
}

/** What is written down alike. */
const nameOf = ({ state, reason, wasShown }: Settlement): string => `${state} ${reason?.code} ${wasShown}`;

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = [...all];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.fraction() * (at + 1));
    const [a, b] = [order[at], order[other]];
    if (a === undefined || b === undefined) continue;
    [order[at], order[other]] = [b, a];
  }
  return order;
}
