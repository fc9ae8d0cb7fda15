import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';

/**
 * Ids of open reviews that nothing would end, those first that should have ended first. `job` is what the key of the work that would
 * begins with.
 */
export async function neverEnding(read: Db, job: string, now: Instant, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reviews
    where state = 'open' and not exists (
      select 1 from jobs
      where jobs.key = ${job} || reviews.id and jobs.state in ('ready', 'running', 'parked')
    )
    and started_at < ${now}
    order by due_at limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}
