import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Absence } from './person.ts';

interface AbsenceRow {
  id: string;
  person_id: string;
  from_on: string;
  until_on: string;
  set_by: string;
  set_at: number;
  ended_at: number | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    absences: AbsenceRow;
  }
}

/** Absences that have not ended before `date` (YYYY-MM-DD). */
export async function listAbsences(db: Db | Tx, personIds: readonly string[], date: string): Promise<Absence[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom('absences')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('until_on', '>=', date)
    .where('ended_at', 'is', null)
    .orderBy('from_on')
    .execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, fromOn: row.from_on, untilOn: row.until_on }));
}

export async function insertAbsence(tx: Tx, absence: Absence & { setBy: string; setAt: Instant }): Promise<void> {
  await tx
    .insertInto('absences')
    .values({
      id: absence.id,
      person_id: absence.personId,
      from_on: absence.fromOn,
      until_on: absence.untilOn,
      set_by: absence.setBy,
      set_at: absence.setAt,
      ended_at: null,
    })
    .execute();
}

/** Ends every absence that reaches to `date` or beyond; the number of those. */
export async function endAbsences(tx: Tx, personId: string, date: string, at: Instant): Promise<number> {
  const ended = await tx
    .updateTable('absences')
    .set({ ended_at: at })
    .where('person_id', '=', personId)
    .where('until_on', '>=', date)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
