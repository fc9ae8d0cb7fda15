import type { Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';

/**
 * How many judgements those who judge for each team have given: never which. Of a lead that has become one with another the
 * judgement may stand with either.
 */
export async function judgedBySide(read: Db | Tx, reviewId: string): Promise<ReadonlyMap<Side, number>> {
  const rows = await read
    .selectFrom('lead_verdicts')
    .innerJoin('review_raters', (join) =>
      join
        .onRef('review_raters.review_id', '=', 'lead_verdicts.occasion')
        .onRef('review_raters.person_id', '=', 'lead_verdicts.person_id'),
    )
    .select((select) => ['review_raters.side', select.fn.countAll<number>().as('count')])
    .where('lead_verdicts.occasion', '=', reviewId)
    .where('lead_verdicts.ended_at', 'is', null)
    .groupBy('review_raters.side')
    .execute();
  return new Map(rows.map(({ side, count }) => [side, Number(count)]));
}
