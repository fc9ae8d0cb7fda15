import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Absence } from '../person.ts';

interface AbsenceRow {
  id: string;
  person_id: string;
  from_on: string;
  until_on: string;
  set_by: string;
  set_at: number;
  ended_at: number | null;
  ended_by: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    absences: AbsenceRow;
  }
}

/** Absences that reach into the time from `fromOn` to `untilOn` (YYYY-MM-DD, both included; no end unless it is said). */
export async function listAbsences(
  db: Db | Tx,
  personIds: readonly string[],
  fromOn: string,
  untilOn?: string,
): Promise<Absence[]> {
  if (personIds.length === 0) return [];
  const rows = await absencesWithin.all(db, { personIds, fromOn, untilOn: untilOn ?? NO_END });
  return rows.map(absenceOf);
}

const NO_END = '9999-12-31';

const absencesWithin = prepared(
  (db, { personIds, fromOn, untilOn }: { personIds: readonly string[]; fromOn: string; untilOn: string }) =>
    db
      .selectFrom('absences')
      .selectAll()
      .where('person_id', 'in', personIds)
      .where('until_on', '>=', fromOn)
      .where('from_on', '<=', untilOn)
      .where('ended_at', 'is', null)
      .orderBy('from_on')
      .orderBy('until_on'),
);

/** An absence, also one that was ended or cut short: then with who did that. */
export async function findAbsence(
  db: Db | Tx,
  id: string,
): Promise<(Absence & { readonly endedBy: string | undefined; readonly isEnded: boolean }) | undefined> {
  const row = await db.selectFrom('absences').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...absenceOf(row), endedBy: row.ended_by ?? undefined, isEnded: row.ended_at !== null };
}

/** Nobody else notes or ends an absence of theirs until the transaction ends. */
export async function holdPerson(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('people')
    .set((set) => ({ workspace_id: set.ref('workspace_id') }))
    .where('id', '=', personId)
    .execute();
}

export async function insertAbsence(tx: Tx, absence: Absence & { setAt: Instant }): Promise<void> {
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
      ended_by: null,
    })
    .execute();
}

/** Makes as if it had never been; false if somebody was faster. */
export async function endAbsence(tx: Tx, id: string, by: string, at: Instant): Promise<boolean> {
  const ended = await tx
    .updateTable('absences')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** What has been stays; `by` is who cut the rest. False if somebody was faster. */
export async function shortenAbsence(tx: Tx, id: string, untilOn: string, by: string): Promise<boolean> {
  const shortened = await tx
    .updateTable('absences')
    .set({ until_on: untilOn, ended_by: by })
    .where('id', '=', id)
    .where('until_on', '>', untilOn)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return shortened.numUpdatedRows === 1n;
}

const absenceOf = (row: AbsenceRow): Absence => ({
  id: row.id,
  personId: row.person_id,
  fromOn: row.from_on,
  untilOn: row.until_on,
  setBy: row.set_by,
});
