import { sql } from 'kysely';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** The workspace of which something is to be forgotten by work with this key, and there is no such work. */
export async function unforgotten(read: Db, jobKey: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with latest as (select * from retention order by set_at desc, id desc limit 1)
    select workspace_id as id from latest
    where coalesce(person_months, words_months) is not null and ${noLiveJob(sql`${jobKey}`)}`.execute(read);
  return rows.map(({ id }) => id);
}
