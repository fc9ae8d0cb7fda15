import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';

interface WorkspaceRow {
  id: string;
  name: string;
  bot_user_id: string;
  setup_code_hash: string | null;
  set_up_at: number | null;
  created_at: number;
  url: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    workspaces: WorkspaceRow;
  }
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly setupCodeHash: string | undefined;
  readonly setUpAt: Instant | undefined;
  /** Its address in Slack; undefined if Slack has never said. */
  readonly url: string | undefined;
}

/** The one workspace of this installation; undefined before the first start. */
export async function findWorkspace(db: Db | Tx): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      botUserId: row.bot_user_id,
      setupCodeHash: row.setup_code_hash ?? undefined,
      setUpAt: row.set_up_at ?? undefined,
      url: row.url ?? undefined,
    }
  );
}

/** Two processes may start at once: the second finds the row of the first. */
export async function insertWorkspace(
  tx: Tx,
  workspace: Pick<Workspace, 'id' | 'name' | 'botUserId'> & { readonly url?: string | undefined },
  createdAt: Instant,
): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      name: workspace.name,
      bot_user_id: workspace.botUserId,
      setup_code_hash: null,
      set_up_at: null,
      created_at: createdAt,
      url: workspace.url ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Workspaces can be given another address. */
export async function setUrl(tx: Tx, workspaceId: string, url: string): Promise<void> {
  await tx.updateTable('workspaces').set({ url }).where('id', '=', workspaceId).execute();
}

export async function markSetUp(tx: Tx, workspaceId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ set_up_at: at })
    .where('id', '=', workspaceId)
    .where('set_up_at', 'is', null)
    .execute();
}

/** Forgets the one-time code if it is still this one; false means that somebody was faster. */
export async function spendSetupCode(tx: Tx, workspaceId: string, hash: string): Promise<boolean> {
  const spent = await tx
    .updateTable('workspaces')
    .set({ setup_code_hash: null })
    .where('id', '=', workspaceId)
    .where('setup_code_hash', '=', hash)
    .executeTakeFirst();
  return spent.numUpdatedRows === 1n;
}

export async function replaceSetupCode(tx: Tx, workspaceId: string, hash: string): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ setup_code_hash: hash })
    .where('id', '=', workspaceId)
    .where('set_up_at', 'is', null)
    .execute();
}
