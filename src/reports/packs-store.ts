import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface PackRow {
  key: string;
  workspace_id: string;
  made_at: number;
  pack: string;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    data_packs: PackRow;
  }
}

/** Keeps what was made for something, unless there is a pack for it already: the first one stays. */
export async function insertPack(
  tx: Tx,
  { key, workspaceId, at, pack }: { key: string; workspaceId: string; at: Instant; pack: string },
): Promise<void> {
  await tx
    .insertInto('data_packs')
    .values({ key, workspace_id: workspaceId, made_at: at, pack })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export async function findPack(read: Db | Tx, workspaceId: string, key: string): Promise<string | undefined> {
  const row = await read
    .selectFrom('data_packs')
    .select('pack')
    .where('key', '=', key)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.pack;
}
