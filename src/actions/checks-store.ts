import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';

/** Actions that somebody has to do and of which nobody will look whether their day has come; of `among` that are open. */
export async function openUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select actions.id, actions.owner_id, actions.due_on, actions.looked_on from workspaces
      join actions on actions.workspace_id = workspaces.id and actions.settled_at is null limit ${among}) as undone
    where owner_id is not null and (looked_on is null or looked_on <> due_on)
      and not exists (select 1 from jobs where jobs.key = 'action:' || undone.id)
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
