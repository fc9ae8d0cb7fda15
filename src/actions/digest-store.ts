import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';
import type { WeeklyReader } from '../platform/weekly-reading.ts';

interface ReaderRow {
  person_id: string;
  workspace_id: string;
  since_at: number;
  told_on: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    action_readers: ReaderRow;
  }
}

export async function findReader(read: Db | Tx, personId: string): Promise<WeeklyReader | undefined> {
  const row = await read.selectFrom('action_readers').selectAll().where('person_id', '=', personId).executeTakeFirst();
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
    .insertInto('action_readers')
    .values({ person_id: personId, workspace_id: workspaceId, since_at: since, told_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function deleteReader(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('action_readers').where('person_id', '=', personId).execute();
}

export async function markTold(tx: Tx, personId: string, weekOn: string): Promise<void> {
  await tx.updateTable('action_readers').set({ told_on: weekOn }).where('person_id', '=', personId).execute();
}

/** Readers whom nobody would tell; `job` is what the key of that work begins with. */
export async function readersUnwatched(read: Db, job: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from action_readers
    where ${noLiveJob(sql`${sql.lit(job)} || action_readers.person_id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ person_id }) => person_id);
}
