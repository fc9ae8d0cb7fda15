import type { Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Asked } from '../asked.ts';

/** How many judgements those who judge for each team have given: never which. */
export async function judgedBySide(read: Db | Tx, reviewId: string, asked: Asked): Promise<ReadonlyMap<Side, number>> {
  const rows = await read
    .selectFrom('lead_verdicts')
    .innerJoin('review_raters', (join) =>
      join
        .onRef('review_raters.review_id', '=', 'lead_verdicts.occasion')
        .onRef('review_raters.person_id', '=', 'lead_verdicts.person_id'),
    )
    .select(['review_raters.side', 'review_raters.person_id', 'lead_verdicts.lead_id'])
    .where('lead_verdicts.occasion', '=', reviewId)
    .where('lead_verdicts.ended_at', 'is', null)
    .execute();
  const bySide = Map.groupBy(rows, ({ side }) => side);
  return new Map(
    [...bySide].map(([side, theirs]) => [
      side,
      new Set(theirs.map(({ person_id, lead_id }) => `${person_id} ${asked.as(lead_id) ?? lead_id}`)).size,
    ]),
  );
}
