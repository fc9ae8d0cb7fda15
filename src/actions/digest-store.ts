import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';
import { type WeeklyReaderRow, weeklyReaders } from '../platform/weekly-readers-store.ts';

declare module '../platform/db/schema.ts' {
  interface Schema {
    action_readers: WeeklyReaderRow;
  }
}

/** Where readers of what is still to be done are kept. */
export const readers = weeklyReaders('action_readers');

/** Readers whom nobody would tell; `job` is what the key of that work begins with. */
export async function readersUnwatched(read: Db, job: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from action_readers
    where ${noLiveJob(sql`${sql.lit(job)} || action_readers.person_id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ person_id }) => person_id);
}
