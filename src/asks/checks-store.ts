import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';

/** Asks that wait, oldest first, and of which nobody has ever planned to look whether they wait too long. */
export async function waitingUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select asks.id, asks.escalated_at from workspaces
      join asks on asks.workspace_id = workspaces.id and asks.settled_at is null limit ${among}) as waiting
    where escalated_at is null and not exists (select 1 from jobs where jobs.key = 'ask:' || waiting.id)
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
