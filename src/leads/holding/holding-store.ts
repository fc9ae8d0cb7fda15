import type { Db, Tx } from '../../platform/db/database.ts';

/** Leads that are held back, those first that go on first. */
export async function idsHeld(db: Db | Tx, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('held_until', 'is not', null)
    .orderBy('held_until')
    .execute();
  return rows.map(({ id }) => id);
}
