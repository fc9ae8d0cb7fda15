import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';

/** When a review last asked each of these; whoever none ever asked is left out. */
export async function listLastAsked(
  read: Db | Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  if (personIds.length === 0) return new Map();
  const rows = await read
    .selectFrom('review_raters')
    .innerJoin('reviews', 'reviews.id', 'review_raters.review_id')
    .select(['review_raters.person_id', (select) => select.fn.max('reviews.started_at').as('asked_at')])
    .where('review_raters.person_id', 'in', personIds)
    .groupBy('review_raters.person_id')
    .execute();
  return new Map(rows.map(({ person_id, asked_at }) => [person_id, asked_at]));
}
