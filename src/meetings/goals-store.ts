import type { Db, Tx } from '../platform/db/database.ts';
import type { Goals } from './thread-view.ts';

declare module '../platform/db/schema.ts' {
  interface Schema {
    meeting_goals: { id: string; workspace_id: string; text: string; set_by: string; set_at: number };
  }
}

export async function insertGoals(tx: Tx, id: string, workspaceId: string, goals: Goals): Promise<void> {
  await tx
    .insertInto('meeting_goals')
    .values({ id, workspace_id: workspaceId, text: goals.text, set_by: goals.by, set_at: goals.at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** What somebody said last that is wanted of the month, up to an instant. */
export async function findGoals(read: Db | Tx, workspaceId: string, until: number): Promise<Goals | undefined> {
  const row = await read
    .selectFrom('meeting_goals')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('set_at', '<=', until)
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { text: row.text, by: row.set_by, at: row.set_at };
}
