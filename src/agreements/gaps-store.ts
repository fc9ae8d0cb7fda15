import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface DigestRow {
  workspace_id: string;
  from_at: number;
  until_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    gap_digests: DigestRow;
  }
}

/** A half-open stretch of time: `from` belongs to it, `until` doesn't. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** False if there is a digest up to then: one moment ends one digest. */
export async function insertDigest(tx: Tx, workspaceId: string, { from, until }: Window): Promise<boolean> {
  const written = await tx
    .insertInto('gap_digests')
    .values({ workspace_id: workspaceId, from_at: from, until_at: until })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'until_at']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Up to when marketing has been told; undefined before the first time. */
export async function lastDigestUntil(db: Db | Tx, workspaceId: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('gap_digests')
    .select('until_at')
    .where('workspace_id', '=', workspaceId)
    .orderBy('until_at', 'desc')
    .executeTakeFirst();
  return row?.until_at;
}

/** Since when the digest reaches that ends then. */
export async function findDigest(db: Db | Tx, workspaceId: string, until: Instant): Promise<Window | undefined> {
  const row = await db
    .selectFrom('gap_digests')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('until_at', '=', until)
    .executeTakeFirst();
  return row && { from: row.from_at, until: row.until_at };
}
