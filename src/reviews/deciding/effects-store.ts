import { sql } from 'kysely';
import type { Duration, Instant } from '../../core/instants.ts';
import { MOST_FOUND } from '../../platform/check.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Counted, Effect, OriginKind } from './effect.ts';

interface EffectRow {
  action_id: string;
  seq: number;
  review_id: string;
  done_at: number;
  metric: string;
  origin_by: OriginKind;
  origin: string;
  span: number;
  before_count: number;
  before_n: number;
  after_count: number | null;
  after_n: number | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    review_effects: EffectRow;
  }
}

/** That a decision is done, by the entry of its journal that says so. */
export interface EffectKey {
  readonly actionId: string;
  readonly seq: number;
}

export async function findEffect(read: Db | Tx, { actionId, seq }: EffectKey): Promise<Effect | undefined> {
  const row = await read
    .selectFrom('review_effects')
    .selectAll()
    .where('action_id', '=', actionId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row && effectIn(row);
}

/** What was counted before; false if that is known. */
export async function insertEffect(tx: Tx, effect: Omit<Effect, 'after'>): Promise<boolean> {
  const inserted = await tx
    .insertInto('review_effects')
    .values({
      action_id: effect.actionId,
      seq: effect.seq,
      review_id: effect.reviewId,
      done_at: effect.doneAt,
      metric: effect.metric,
      origin_by: effect.of.by,
      origin: effect.of.origin,
      span: effect.span,
      before_count: effect.before.count,
      before_n: effect.before.n,
      after_count: null,
      after_n: null,
    })
    .onConflict((conflict) => conflict.columns(['action_id', 'seq']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** What was counted after; false if that is known. */
export async function saveAfter(tx: Tx, { actionId, seq }: EffectKey, after: Counted): Promise<boolean> {
  const saved = await tx
    .updateTable('review_effects')
    .set({ after_count: after.count, after_n: after.n })
    .where('action_id', '=', actionId)
    .where('seq', '=', seq)
    .where('after_n', 'is', null)
    .executeTakeFirst();
  return saved.numUpdatedRows === 1n;
}

/** It was taken back: there is nothing to compare. */
export async function deleteEffect(tx: Tx, { actionId, seq }: EffectKey): Promise<void> {
  await tx.deleteFrom('review_effects').where('action_id', '=', actionId).where('seq', '=', seq).execute();
}

/** What nobody will count again, the oldest first, as `<action>:<seq>`; `job` is what the key of that work begins with. */
export async function uncounted(read: Db, job: string): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select action_id || ':' || cast(seq as text) as subject from review_effects
    where after_n is null and not exists (
      select 1 from jobs where jobs.key = ${job} || action_id || ':' || cast(seq as text)
        and jobs.state in ('ready', 'running', 'parked'))
    order by done_at limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ subject }) => subject);
}

const effectIn = (row: EffectRow): Effect => ({
  actionId: row.action_id,
  seq: row.seq,
  reviewId: row.review_id,
  doneAt: row.done_at as Instant,
  metric: row.metric,
  of: { by: row.origin_by, origin: row.origin },
  span: row.span as Duration,
  before: { count: row.before_count, n: row.before_n },
  after: row.after_count === null || row.after_n === null ? undefined : { count: row.after_count, n: row.after_n },
});
