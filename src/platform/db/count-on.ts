import { sql } from 'kysely';
import type { Tx } from './handles.ts';
import type { Schema } from './schema.ts';

/**
 * Counts on in a workspace, and gives the highest number so far: with a `step` of 1 the next one of what has numbers of its own.
 * The row is held until the transaction ends, so of two that count at once one waits, and no number is given twice.
 */
export async function countOn<T extends keyof Schema>(
  tx: Tx,
  { table, column }: { readonly table: T; readonly column: keyof Schema[T] & `${string}_numbered` },
  workspaceId: string,
  step = 1,
): Promise<number> {
  const [counter, highest] = [sql.table(table), sql.ref(column)];
  const { rows } = await sql<{ highest: number }>`
    insert into ${counter} (workspace_id, ${highest}) values (${workspaceId}, ${step})
    on conflict (workspace_id) do update set ${highest} = ${counter}.${highest} + ${step}
    returning ${highest} as highest`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`Nothing was counted in ${table}`);
  return row.highest;
}
