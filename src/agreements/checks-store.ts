import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** Workspaces in which no work with this key is under way; `key` may ask for the id of each. */
export async function withoutWork(read: Db, key: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from workspaces where ${noLiveJob(key)}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Those of them in which marketing has ever promised something, and sales agreed. */
export async function agreedWithoutWork(read: Db, key: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from workspaces where ${noLiveJob(key)} and exists (
      select 1 from agreements where agreements.workspace_id = workspaces.id and agreements.agreed_at is not null
    )`.execute(read);
  return rows.map(({ id }) => id);
}
