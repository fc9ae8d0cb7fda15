import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Occurrence, Reason, ReasonCode, Slot, SlotPlan, SlotState } from './slot.ts';
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
  readonly promptedAt?: Instant;
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

/** Settles many slots of an occurrence at once; answers the ids of those that were still in the state that was read. */
export async function settleSlots(
  tx: Tx,
  slots: readonly Slot[],
  to: Pick<SlotChange, 'state' | 'reason'>,
): Promise<ReadonlySet<string>> {
  const settled = new Set<string>();
  for (const [state, same] of Map.groupBy(slots, (slot) => slot.state)) {
    for (const some of chunks(same, MOST_AT_ONCE)) {
      const rows = await tx
        .updateTable('ritual_slots')
        .set(stateColumns(to))
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

/** One person's slots in the occurrences of a ritual that are planned or open, in the order of their dates. */
export async function listCurrent(db: Db | Tx, ritualId: string, personId: string): Promise<Slot[]> {
  const rows = await db
    .selectFrom('ritual_slots')
    .innerJoin('ritual_occurrences', 'ritual_occurrences.id', 'ritual_slots.occurrence_id')
    .selectAll('ritual_slots')
    .where('ritual_slots.ritual_id', '=', ritualId)
    .where('ritual_slots.person_id', '=', personId)
    .where('ritual_occurrences.state', 'in', ['planned', 'open'])
    .orderBy('ritual_slots.team_on')
    .execute();
  return rows.map(slotOf);
}

/** Their last slot before a date that they answered. */
export async function findAnsweredBefore(
  db: Db | Tx,
  slot: Pick<Slot, 'ritualId' | 'personId' | 'teamDate'>,
): Promise<Slot | undefined> {
  const row = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('person_id', '=', slot.personId)
    .where('ritual_id', '=', slot.ritualId)
    .where('team_on', '<', slot.teamDate)
    .where('state', '=', 'answered')
    .orderBy('team_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && slotOf(row);
}

/** Their first slot after this one for which they are to be asked, or were. */
export async function findAskedAfter(db: Db | Tx, slot: Slot): Promise<Slot | undefined> {
  const row = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('person_id', '=', slot.personId)
    .where('ritual_id', '=', slot.ritualId)
    .where('team_on', '>', slot.teamDate)
    .where('state', '<>', 'excused')
    .orderBy('team_on')
    .limit(1)
    .executeTakeFirst();
  return row && slotOf(row);
}

/** Slots of an occurrence whose people can't be reached, and could be until then. */
export async function listNewlyUnreachable(
  db: Db | Tx,
  { id, ritualId, teamDate }: Pick<Occurrence, 'id' | 'ritualId' | 'teamDate'>,
): Promise<Slot[]> {
  const rows = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('occurrence_id', '=', id)
    .where('state', '=', 'unreachable')
    .execute();
  const found: Slot[] = [];
  for (const slot of rows.map(slotOf)) {
    const before = await db
      .selectFrom('ritual_slots')
      .select('state')
      .where('person_id', '=', slot.personId)
      .where('ritual_id', '=', ritualId)
      .where('team_on', '<', teamDate)
      .orderBy('team_on', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (before?.state !== 'unreachable') found.push(slot);
  }
  return found;
}

/** The last prompts of a ritual before a date, at most `most` for each person, the newest first. */
export async function listLastPrompted(
  db: Db | Tx,
  ritualId: string,
  beforeOn: string,
  most: number,
): Promise<{ readonly personId: string; readonly slotId: string; readonly state: SlotState }[]> {
  const { rows } = await sql<{ person_id: string; id: string; state: SlotState }>`
    select person_id, id, state from (
      select person_id, id, state, row_number() over (partition by person_id order by team_on desc) as place
      from ritual_slots
      where occurrence_id in (
          select id from ritual_occurrences where ritual_id = ${ritualId} and team_on < ${beforeOn} and opened_at is not null
          order by team_on desc limit ${most * LOOK_BACK})
        and prompted_at is not null
    ) as prompted
    where place <= ${most} order by person_id, place`.execute(db);
  return rows.map((row) => ({ personId: row.person_id, slotId: row.id, state: row.state }));
}

/** Holidays and absences lie between prompts: the last three are looked for in so many times as many occurrences. */
const LOOK_BACK = 4;

/** What was decided for one person about a date, of theirs or of the team. */
export async function listOfPerson(
  db: Db | Tx,
  ritualIds: readonly string[],
  personId: string,
  date: string,
): Promise<Slot[]> {
  if (ritualIds.length === 0) return [];
  const rows = await db
    .selectFrom('ritual_slots')
    .selectAll()
    .where('person_id', '=', personId)
    .where('ritual_id', 'in', ritualIds)
    .where((where) => where.or([where('team_on', '=', date), where('local_on', '=', date)]))
    .orderBy('due_at')
    .execute();
  return rows.map(slotOf);
}

/** Those of these rituals in which a person has ever had a slot. */
export async function ritualsOfPerson(db: Db | Tx, ritualIds: readonly string[], personId: string): Promise<string[]> {
  if (ritualIds.length === 0) return [];
  const rows = await db
    .selectFrom('ritual_slots')
    .select('ritual_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('ritual_id', 'in', ritualIds)
    .execute();
  return rows.map((row) => row.ritual_id);
}

/** Rituals in whose planned or open occurrences one of these people has a slot. */
export async function ritualsAwaiting(db: Db | Tx, personIds: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const some of chunks(personIds, MOST_AT_ONCE)) {
    const rows = await db
      .selectFrom('ritual_occurrences')
      .innerJoin('ritual_slots', 'ritual_slots.occurrence_id', 'ritual_occurrences.id')
      .select('ritual_occurrences.ritual_id')
      .distinct()
      .where('ritual_occurrences.state', 'in', ['planned', 'open'])
      .where('ritual_slots.person_id', 'in', some)
      .execute();
    for (const row of rows) found.add(row.ritual_id);
  }
  return [...found];
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

function slotOf(row: SlotRow): Slot {
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
