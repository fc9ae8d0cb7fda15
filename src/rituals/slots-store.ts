import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Reason, ReasonCode, Slot, SlotPlan, SlotState } from './slot.ts';
import { chunks, MOST_AT_ONCE } from './store.ts';

interface SlotRow {
  id: string;
  occurrence_id: string;
  ritual_id: string;
  person_id: string;
  team_on: string;
  local_on: string;
  zone: string;
  due_at: number;
  remind_at: number | null;
  close_at: number;
  state: SlotState;
  reason: ReasonCode | null;
  detail: string | null;
  is_optional: number;
  is_late: number;
  is_fatigued: number;
  prompted_at: number | null;
  reminded_at: number | null;
  touched_at: number | null;
  answered_at: number | null;
  edited_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    ritual_slots: SlotRow;
  }
}

/** What may change about a slot besides its state. */
export interface SlotChange {
  readonly state: SlotState;
  readonly reason: Reason | undefined;
  readonly isLate?: boolean;
  readonly promptedAt?: Instant | undefined;
  readonly answeredAt?: Instant;
  readonly editedAt?: Instant;
}

/** Where the new slots of an occurrence belong. */
export interface SlotHome {
  readonly occurrenceId: string;
  readonly ritualId: string;
  readonly teamDate: string;
}

export async function insertSlots(
  tx: Tx,
  home: SlotHome,
  slots: readonly (SlotPlan & { readonly id: string })[],
): Promise<void> {
  for (const some of chunks(slots, MOST_AT_ONCE)) {
    await tx
      .insertInto('ritual_slots')
      .values(some.map((slot) => ({ ...newRow(home, slot) })))
      .execute();
  }
}

/** Writes what was decided anew; false if the slot has left the state that was read. */
export async function replaceSlot(tx: Tx, slot: Slot, plan: SlotPlan, teamDate: string): Promise<boolean> {
  const moved = await tx
    .updateTable('ritual_slots')
    .set({ team_on: teamDate, ...planColumns(plan) })
    .where('id', '=', slot.id)
    .where('state', '=', slot.state)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** Moves a slot from the state that was read; false if it has left it meanwhile. */
export async function moveSlot(tx: Tx, slot: Slot, to: SlotChange): Promise<boolean> {
  const moved = await tx
    .updateTable('ritual_slots')
    .set({
      ...stateColumns(to),
      ...(to.isLate !== undefined && { is_late: to.isLate ? 1 : 0 }),
      ...(to.promptedAt !== undefined && { prompted_at: to.promptedAt }),
      ...(to.answeredAt !== undefined && { answered_at: to.answeredAt }),
      ...(to.editedAt !== undefined && { edited_at: to.editedAt }),
    })
    .where('id', '=', slot.id)
    .where('state', '=', slot.state)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/**
 * Settles many slots of an occurrence at once; answers the ids of those that were still in the state that was read. With
 * `wasPrompted` each counts as asked when it was due.
 */
export async function settleSlots(
  tx: Tx,
  slots: readonly Slot[],
  to: Pick<SlotChange, 'state' | 'reason'> & { readonly wasPrompted: boolean },
): Promise<ReadonlySet<string>> {
  const settled = new Set<string>();
  for (const [state, same] of Map.groupBy(slots, (slot) => slot.state)) {
    for (const some of chunks(same, MOST_AT_ONCE)) {
      const rows = await tx
        .updateTable('ritual_slots')
        .set({ ...stateColumns(to), ...(to.wasPrompted && { prompted_at: sql<number>`due_at` }) })
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .where('state', '=', state)
        .returning('id')
        .execute();
      for (const { id } of rows) settled.add(id);
    }
  }
  return settled;
}

export async function markReminded(tx: Tx, slot: Slot, at: Instant): Promise<void> {
  await tx.updateTable('ritual_slots').set({ reminded_at: at }).where('id', '=', slot.id).execute();
}

/** Whatever has become of it meanwhile. */
export async function markPrompted(tx: Tx, slot: Slot, at: Instant): Promise<void> {
  await tx.updateTable('ritual_slots').set({ prompted_at: at }).where('id', '=', slot.id).execute();
}

export async function markTouched(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.updateTable('ritual_slots').set({ touched_at: at }).where('id', '=', id).execute();
}

export async function markFatigued(tx: Tx, occurrenceId: string, personIds: readonly string[]): Promise<void> {
  for (const some of chunks(personIds, MOST_AT_ONCE)) {
    await tx
      .updateTable('ritual_slots')
      .set({ is_fatigued: 1 })
      .where('occurrence_id', '=', occurrenceId)
      .where('person_id', 'in', some)
      .execute();
  }
}

export async function deleteSlots(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids, MOST_AT_ONCE)) await tx.deleteFrom('ritual_slots').where('id', 'in', some).execute();
}

export async function findSlot(db: Db | Tx, id: string): Promise<Slot | undefined> {
  const row = await db.selectFrom('ritual_slots').selectAll().where('id', '=', id).executeTakeFirst();
  return row && slotOf(row);
}

export async function listSlots(db: Db | Tx, occurrenceId: string): Promise<Slot[]> {
  const rows = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .orderBy('person_id')
    .execute();
  return rows.map(slotOf);
}

export async function listUnsettled(db: Db | Tx, occurrenceId: string): Promise<Slot[]> {
  const rows = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .where(sql<boolean>`state in ('pending', 'sent')`)
    .execute();
  return rows.map(slotOf);
}

const newRow = (home: SlotHome, slot: SlotPlan & { readonly id: string }): SlotRow => ({
  id: slot.id,
  occurrence_id: home.occurrenceId,
  ritual_id: home.ritualId,
  person_id: slot.personId,
  team_on: home.teamDate,
  ...planColumns(slot),
  is_late: 0,
  is_fatigued: 0,
  prompted_at: null,
  reminded_at: null,
  touched_at: null,
  answered_at: null,
  edited_at: null,
});

const planColumns = (plan: SlotPlan) => ({
  local_on: plan.localDate,
  zone: plan.zone,
  due_at: plan.dueAt,
  remind_at: plan.remindAt ?? null,
  close_at: plan.closeAt,
  is_optional: plan.isOptional ? 1 : 0,
  ...stateColumns(plan),
});

const stateColumns = ({ state, reason }: Pick<SlotChange, 'state' | 'reason'>) => ({
  state,
  reason: reason?.code ?? null,
  detail: reason?.detail ?? null,
});

export function slotOf(row: SlotRow): Slot {
  return {
    id: row.id,
    occurrenceId: row.occurrence_id,
    ritualId: row.ritual_id,
    personId: row.person_id,
    teamDate: row.team_on,
    localDate: row.local_on,
    zone: row.zone,
    dueAt: row.due_at,
    remindAt: row.remind_at ?? undefined,
    closeAt: row.close_at,
    state: row.state,
    reason: row.reason === null ? undefined : { code: row.reason, detail: row.detail ?? undefined },
    isOptional: row.is_optional === 1,
    isLate: row.is_late === 1,
    isFatigued: row.is_fatigued === 1,
    promptedAt: row.prompted_at ?? undefined,
    remindedAt: row.reminded_at ?? undefined,
    touchedAt: row.touched_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    editedAt: row.edited_at ?? undefined,
  };
}
