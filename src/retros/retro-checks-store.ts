import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';

/**
 * Ids of retros that run and that nothing would move on, those first that should have gone on first. `job` is what the key of the work
 * that would begins with.
 */
export async function neverMoving(read: Db, job: string, now: Instant, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from retros
    where phase in ('collecting', 'voting', 'deciding') and not exists (
      select 1 from jobs
      where jobs.key = ${job} || retros.id and jobs.state in ('ready', 'running', 'parked')
    )
    and phase_since < ${now}
    order by phase_due_at limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}
