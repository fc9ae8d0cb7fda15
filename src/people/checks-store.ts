import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** People whom somebody has put into a team and whom nobody will welcome: until then they are told nothing. */
export async function unwelcomed(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct people.id from workspaces
    join memberships on memberships.workspace_id = workspaces.id and memberships.added_by <> memberships.person_id
    join people on people.id = memberships.person_id
    where people.welcomed_at is null and people.is_deactivated = 0
      and ${noLiveJob(sql`'welcome:' || people.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
