import type { Db, Tx } from '../../platform/db/database.ts';
import type { WeeklyReader } from '../../platform/weekly-reading.ts';

interface ReaderRow {
  person_id: string;
  workspace_id: string;
  since_at: number;
  told_on: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    digest_readers: ReaderRow;
  }
}

export async function findReader(db: Db | Tx, personId: string): Promise<WeeklyReader | undefined> {
  const row = await db.selectFrom('digest_readers').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return (
    row && {
      personId: row.person_id,
      workspaceId: row.workspace_id,
      since: row.since_at,
      toldOn: row.told_on ?? undefined,
    }
  );
}

/** False if they read it already. */
export async function insertReader(
  tx: Tx,
  { personId, workspaceId, since }: Omit<WeeklyReader, 'toldOn'>,
): Promise<boolean> {
  const written = await tx
    .insertInto('digest_readers')
    .values({ person_id: personId, workspace_id: workspaceId, since_at: since, told_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function deleteReader(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('digest_readers').where('person_id', '=', personId).execute();
}

export async function markTold(tx: Tx, personId: string, weekOn: string): Promise<void> {
  await tx.updateTable('digest_readers').set({ told_on: weekOn }).where('person_id', '=', personId).execute();
}
