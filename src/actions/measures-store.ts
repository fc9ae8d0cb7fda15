import type { OriginOf, Reading } from '../core/aim.ts';
import type { Db, Tx } from '../platform/db/database.ts';

interface MeasureRow {
  action_id: string;
  occasion: string;
  metric: string;
  origin_by: OriginOf['by'] | null;
  origin_of: string | null;
  count: number;
  n: number;
  median: number | null;
  from_at: number;
  until_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    action_measures: MeasureRow;
  }
}

/** A figure that was measured again. */
export interface Measure extends Reading {
  readonly actionId: string;
  /** When that was, such as `retro:<id>`. */
  readonly occasion: string;
  readonly metric: string;
  readonly of: OriginOf | undefined;
}

/** Keeps what was measured on an occasion; false if that is known. */
export async function insertMeasure(tx: Tx, measure: Measure): Promise<boolean> {
  const inserted = await tx
    .insertInto('action_measures')
    .values({
      action_id: measure.actionId,
      occasion: measure.occasion,
      metric: measure.metric,
      origin_by: measure.of?.by ?? null,
      origin_of: measure.of?.origin ?? null,
      count: measure.count,
      n: measure.n,
      median: measure.median ?? null,
      from_at: measure.from,
      until_at: measure.until,
    })
    .onConflict((conflict) => conflict.columns(['action_id', 'occasion']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** What was measured of these actions, the oldest first. */
export async function measuresOf(read: Db | Tx, actionIds: readonly string[]): Promise<Measure[]> {
  if (actionIds.length === 0) return [];
  const rows = await read
    .selectFrom('action_measures')
    .selectAll()
    .where('action_id', 'in', actionIds)
    .orderBy('until_at')
    .orderBy('occasion')
    .execute();
  return rows.map((row) => ({
    actionId: row.action_id,
    occasion: row.occasion,
    metric: row.metric,
    of: row.origin_by === null ? undefined : { by: row.origin_by, origin: row.origin_of ?? '' },
    count: row.count,
    n: row.n,
    ...(row.median !== null && { median: row.median }),
    from: row.from_at,
    until: row.until_at,
  }));
}
