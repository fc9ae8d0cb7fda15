import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReviewState } from '../review.ts';

/** Where one of these leads stands in a review that shows it, also as part of one of them. */
export interface PlaceInReview {
  readonly reviewId: string;
  readonly leadId: string;
  readonly state: ReviewState;
}

/** In reviews that show what they hold: those that run, and the revealed ones where `any` are meant. Never one that was called off. */
export async function placesAbout(
  read: Db | Tx,
  leadIds: readonly string[],
  which: 'any' | 'open',
): Promise<PlaceInReview[]> {
  if (leadIds.length === 0) return [];
  // What is part of one of them by now is shown as that one.
  const parts = await read.selectFrom('leads').select('id').where('merged_into', 'in', leadIds).execute();
  const places = await read
    .selectFrom('review_leads')
    .select(['review_id', 'lead_id'])
    .where('lead_id', 'in', [...leadIds, ...parts.map(({ id }) => id)])
    .execute();
  if (places.length === 0) return [];
  const reviews = await read
    .selectFrom('reviews')
    .select(['id', 'state'])
    .where('id', 'in', [...new Set(places.map(({ review_id }) => review_id))])
    .where('state', 'in', which === 'any' ? ['open', 'revealed'] : ['open'])
    .execute();
  const states = new Map(reviews.map(({ id, state }) => [id, state]));
  return places.flatMap(({ review_id: reviewId, lead_id: leadId }) => {
    const state = states.get(reviewId);
    return state === undefined ? [] : [{ reviewId, leadId, state }];
  });
}
