import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** Running clocks that nobody looks at, among those that are due first. */
export async function runningUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id from sla_clocks where state = 'running' order by due_at limit ${among}) as first
    where ${noLiveJob(sql`'clock:' || first.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
