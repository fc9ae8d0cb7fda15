import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { CONDUCT, conductKey, type RitualsDeps } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import { placing } from './placement.ts';
import type { Plan, PlannedDate, SkippedDate } from './planning.ts';
import type { Ritual } from './ritual.ts';
import { hasSpoken, type Occurrence, type Slot, type SlotPlan } from './slot.ts';
import * as slots from './slots-store.ts';

/** The occurrence that is planned so far. */
export interface Draft {
  readonly occurrence: Occurrence;
  readonly slots: readonly Slot[];
}

/** Makes the record of a ritual's dates say what was planned, and changes no more rows than it must. */
export function planWriting({ ids, jobs }: Pick<RitualsDeps, 'ids' | 'jobs'>) {
  return { write, look };

  async function write(
    tx: Tx,
    ritual: Ritual,
    plan: Plan,
    recorded: readonly Occurrence[],
    draft: Draft | undefined,
  ): Promise<void> {
    // The draft may be about to leave its date.
    const settled = recorded.filter((one) => one !== draft?.occurrence);
    const skipped: SkippedDate[] = [];
    for (const date of plan.skipped) if (!(await isRecorded(tx, date, settled))) skipped.push(date);
    const rewritten = new Set(skipped.map(({ teamDate }) => teamDate));
    const nextOn = plan.next?.teamDate;
    const gone = recorded.filter(
      ({ id, state, teamDate }) =>
        id !== draft?.occurrence.id &&
        state === 'skipped' &&
        (rewritten.has(teamDate) || (nextOn !== undefined && teamDate >= nextOn)),
    );
    await dates.deleteOccurrences(
      tx,
      gone.map(({ id }) => id),
    );
    // First out of the way: its date may be the one of a skipped row.
    if (plan.next !== undefined) await writeNext(tx, ritual, plan.next, draft);
    else if (draft !== undefined) await putOff(tx, draft);
    await writeSkipped(tx, ritual, skipped);
  }

  async function isRecorded(
    tx: Tx,
    { teamDate, because, slots: plans }: SkippedDate,
    recorded: readonly Occurrence[],
  ): Promise<boolean> {
    const known = recorded.find((one) => one.teamDate === teamDate && one.skippedBecause === because);
    if (known === undefined || plans.length === 0) return known !== undefined;
    const held = new Map((await slots.listSlots(tx, known.id)).map((slot) => [slot.personId, slot]));
    const isHeld = (plan: SlotPlan) => {
      const slot = held.get(plan.personId);
      return slot !== undefined && isSamePlan(slot, plan);
    };
    return held.size === plans.length && plans.every(isHeld);
  }

  async function writeNext(tx: Tx, ritual: Ritual, next: PlannedDate, draft: Draft | undefined): Promise<void> {
    const id = draft?.occurrence.id ?? ids.next();
    const { teamDate, opensAt, closesAt } = next;
    const row = {
      id,
      ritualId: ritual.id,
      teamDate,
      version: ritual.version,
      skippedBecause: undefined,
      opensAt,
      closesAt,
    };
    if (draft === undefined) await dates.insertOccurrences(tx, [row]);
    else if (!isSameDate(draft.occurrence, row)) await dates.replan(tx, row);
    await writeSlots(tx, { occurrenceId: id, ritualId: ritual.id, teamDate }, next.slots, draft?.slots ?? []);
    await look(tx, id, opensAt);
  }

  async function writeSlots(
    tx: Tx,
    home: slots.SlotHome,
    plans: readonly SlotPlan[],
    known: readonly Slot[],
  ): Promise<void> {
    const left = new Map(known.map((slot) => [slot.personId, slot]));
    const added: (SlotPlan & { id: string })[] = [];
    for (const plan of plans) {
      const slot = left.get(plan.personId);
      left.delete(plan.personId);
      if (slot === undefined) added.push({ ...plan, id: ids.next() });
      else if (slot.teamDate !== home.teamDate || !isSamePlan(slot, plan)) {
        await slots.replaceSlot(tx, slot, plan, home.teamDate);
      }
    }
    await slots.deleteSlots(
      tx,
      [...left.values()].map(({ id }) => id),
    );
    await slots.insertSlots(tx, home, added);
  }

  /** No date is in sight: what was answered early is kept for when there is one again. */
  async function putOff(tx: Tx, draft: Draft): Promise<void> {
    const { id } = draft.occurrence;
    await jobs.cancel(tx, conductKey(id));
    if (!draft.slots.some(hasSpoken)) return dates.deleteOccurrences(tx, [id]);
    await slots.deleteSlots(
      tx,
      draft.slots.filter((slot) => !hasSpoken(slot)).map((slot) => slot.id),
    );
    return dates.skipOccurrence(tx, id, 'paused');
  }

  async function writeSkipped(tx: Tx, ritual: Ritual, skipped: readonly SkippedDate[]): Promise<void> {
    const taken = new Set((await datesTaken(tx, ritual, skipped)).map(({ teamDate }) => teamDate));
    const free = skipped.filter(({ teamDate }) => !taken.has(teamDate));
    const times = placing(ritual.config);
    const rows = free.map((date) => {
      const { dueAt: opensAt, closeAt: closesAt } = times(date.teamDate, ritual.config.zone);
      const { teamDate, because: skippedBecause } = date;
      return {
        id: ids.next(),
        ritualId: ritual.id,
        version: ritual.version,
        teamDate,
        skippedBecause,
        opensAt,
        closesAt,
        why: date.slots,
      };
    });
    await dates.insertOccurrences(tx, rows);
    for (const { id, ritualId, teamDate, why } of rows) {
      const all = why.map((plan) => ({ ...plan, id: ids.next() }));
      await slots.insertSlots(tx, { occurrenceId: id, ritualId, teamDate }, all);
    }
  }

  async function datesTaken(tx: Tx, ritual: Ritual, skipped: readonly SkippedDate[]): Promise<readonly Occurrence[]> {
    const [first] = skipped;
    return first === undefined ? [] : dates.listFrom(tx, ritual.id, first.teamDate);
  }

  /** Asks that an occurrence be looked at. */
  function look(tx: Tx, occurrenceId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, {
      kind: CONDUCT,
      key: conductKey(occurrenceId),
      payload: { occurrenceId },
      runAt,
      mode: 'latest',
    });
  }
}

const isSameDate = (a: Occurrence, b: dates.NewOccurrence): boolean =>
  a.state === 'planned' &&
  a.teamDate === b.teamDate &&
  a.version === b.version &&
  a.opensAt === b.opensAt &&
  a.closesAt === b.closesAt;

const isSamePlan = (a: SlotPlan, b: SlotPlan): boolean =>
  a.state === b.state &&
  a.zone === b.zone &&
  a.localDate === b.localDate &&
  a.dueAt === b.dueAt &&
  a.remindAt === b.remindAt &&
  a.closeAt === b.closeAt &&
  a.isOptional === b.isOptional &&
  a.reason?.code === b.reason?.code &&
  a.reason?.detail === b.reason?.detail;
