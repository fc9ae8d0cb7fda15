import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';
import { NOBODY } from './nobody.ts';

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

/** Ids of revealed reviews that name nobody, and of which somebody's words or verdict are still known by name. */
export async function namesKept(read: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reviews
    where is_anonymous = 1 and state = 'revealed' and (
      exists (
        select 1 from review_marks
        where review_marks.review_id = reviews.id and substr(review_marks.person_id, 1, ${NOBODY.length}) <> ${NOBODY}
      )
      or exists (
        select 1 from lead_verdicts
        where lead_verdicts.occasion = reviews.id and lead_verdicts.ended_at is null
          and substr(lead_verdicts.person_id, 1, ${NOBODY.length}) <> ${NOBODY}
      )
    )
    order by revealed_at limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}
