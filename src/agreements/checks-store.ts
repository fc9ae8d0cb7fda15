import { sql } from 'kysely';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** Workspaces in which no work is under way whose key begins so and ends with the workspace. */
export async function withoutWork(read: Db, begun: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from workspaces where ${noLiveJob(sql`${sql.lit(begun)} || workspaces.id`)}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Those of them in which marketing has ever promised something, and sales agreed. */
export async function agreedWithoutWork(read: Db, begun: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from workspaces where ${noLiveJob(sql`${sql.lit(begun)} || workspaces.id`)} and exists (
      select 1 from agreements where agreements.workspace_id = workspaces.id and agreements.agreed_at is not null
    )`.execute(read);
  return rows.map(({ id }) => id);
}
