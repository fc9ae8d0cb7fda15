import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db/database.ts';
import { mattersFrom, mattersUntil } from './planning.ts';
import type { Occurrence, Slot, SlotState } from './slot.ts';
import { slotOf } from './slots-store.ts';
import { chunks, MOST_AT_ONCE } from './store.ts';

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

/**
 * The slots of the occurrences before a date that can matter to it, the newest first: all of the last that opened, and of some
 * days before it those for dates near this one.
 */
export async function listMattering(
  db: Db | Tx,
  last: Pick<Occurrence, 'id' | 'ritualId' | 'teamDate'> | undefined,
  teamDate: string,
): Promise<Slot[]> {
  if (last === undefined) return [];
  const from = mattersFrom(teamDate);
  const rows = await db
    .selectFrom('ritual_occurrences')
    .innerJoin('ritual_slots', 'ritual_slots.occurrence_id', 'ritual_occurrences.id')
    .selectAll('ritual_slots')
    .where('ritual_occurrences.ritual_id', '=', last.ritualId)
    .where('ritual_occurrences.team_on', '>=', last.teamDate < from.teamDate ? last.teamDate : from.teamDate)
    .where('ritual_occurrences.team_on', '<=', last.teamDate)
    .where('ritual_occurrences.opened_at', 'is not', null)
    .where((where) => where.or([where('occurrence_id', '=', last.id), where('local_on', '>=', from.localDate)]))
    .orderBy('ritual_slots.team_on', 'desc')
    .execute();
  return rows.map(slotOf);
}

/** The slots of the occurrences after a date for which somebody was asked or has answered, and that can matter to it. */
export async function listSettledAfter(
  db: Db | Tx,
  { ritualId, teamDate }: Pick<Occurrence, 'ritualId' | 'teamDate'>,
): Promise<Slot[]> {
  const until = mattersUntil(teamDate);
  const rows = await db
    .selectFrom('ritual_occurrences')
    .innerJoin('ritual_slots', 'ritual_slots.occurrence_id', 'ritual_occurrences.id')
    .selectAll('ritual_slots')
    .where('ritual_occurrences.ritual_id', '=', ritualId)
    .where('ritual_occurrences.team_on', '>', teamDate)
    .where('ritual_occurrences.team_on', '<=', until.teamDate)
    .where('ritual_occurrences.opened_at', 'is not', null)
    .where('local_on', '<=', until.localDate)
    .where((where) =>
      where.or([where('prompted_at', 'is not', null), where('ritual_slots.state', 'in', ['answered', 'skipped'])]),
    )
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
