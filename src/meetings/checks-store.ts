import { sql } from 'kysely';
import type { Db } from '../platform/db/database.ts';

/** Ids of meetings that nothing would end. `job` is what the key of the work that would begins with. */
export async function neverEnding(read: Db, job: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from meetings
    where closed_at is null and not exists (
      select 1 from jobs
      where jobs.key = ${job} || meetings.id and jobs.state in ('ready', 'running', 'parked')
    )
    limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}
