import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';

/** Ids of those that stand and of which nobody would remind. `job` is what the key of the work that would begins with. */
export async function neverReminding(read: Db, job: string, now: Instant, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from heads_ups
    where state = 'posted' and reminded_at is null and posted_at < ${now} and not exists (
      select 1 from jobs
      where jobs.key = ${job} || heads_ups.id and jobs.state in ('ready', 'running', 'parked')
    )
    order by remind_at limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}
