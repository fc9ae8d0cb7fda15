import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import { remembered } from '../core/remembered.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Pool, type PoolTerms, poolTermsSchema } from './pool.ts';

interface PoolRow {
  id: string;
  workspace_id: string;
  terms: string;
  credits: string;
  version: number;
  state: 'on' | 'removed';
  created_by: string;
  created_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    routing_pools: PoolRow;
  }
}

/** The pools of a workspace, oldest first. */
export async function listPools(db: Db | Tx, workspaceId: string): Promise<readonly Pool[]> {
  const rows = await db
    .selectFrom('routing_pools')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'on')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(poolOf);
}

/** Names of pools, also of those that were removed: leads went through them. */
export async function namesOfPools(db: Db | Tx, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('routing_pools')
    .select(['id', 'terms'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  return new Map(rows.map(({ id, terms }) => [id, termsIn(terms).name]));
}

/** One `id` makes one pool: false means that it has been made. */
export async function insertPool(
  tx: Tx,
  pool: { readonly id: string; readonly workspaceId: string; readonly terms: PoolTerms },
  made: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('routing_pools')
    .values({
      id: pool.id,
      workspace_id: pool.workspaceId,
      terms: JSON.stringify(pool.terms),
      credits: '{}',
      version: 1,
      state: 'on',
      created_by: made.by,
      created_at: made.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}

/** False if somebody else has changed it since version `seen`, or removed it. */
export async function changePool(tx: Tx, id: string, seen: number, terms: PoolTerms): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('routing_pools')
    .set({ terms: JSON.stringify(terms), version: seen + 1 })
    .where('id', '=', id)
    .where('version', '=', seen)
    .where('state', '=', 'on')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removePool(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx
    .updateTable('routing_pools')
    .set({ state: 'removed' })
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function saveCredits(tx: Tx, id: string, credits: Pool['credits']): Promise<void> {
  await tx
    .updateTable('routing_pools')
    .set({ credits: JSON.stringify(credits) })
    .where('id', '=', id)
    .execute();
}

function poolOf(row: PoolRow): Pool {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    version: row.version,
    credits: creditsSchema.parse(JSON.parse(row.credits)),
    ...termsIn(row.terms),
  };
}

const creditsSchema = z.record(z.string(), z.number());
const termsIn = remembered((text) => poolTermsSchema.parse(JSON.parse(text)));
