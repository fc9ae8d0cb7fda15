import { DAY } from '../../src/core/instants.ts';
import type { Lead } from '../../src/leads/lead.ts';
import type { NewReview } from '../../src/reviews/planning/starting-service.ts';
import type { Review } from '../../src/reviews/review.ts';
import { type Features, WORKSPACE } from '../support/features.ts';

/** Starts a review of these leads: Ann for sales and Mia for marketing, unless somebody says otherwise. */
export function starts(
  { database, reviews, clock }: Features,
  leads: readonly Lead[],
  differing: Partial<NewReview> = {},
): Promise<Review> {
  const now = clock.now();
  return database.transaction((tx) =>
    reviews.startIn(tx, {
      workspaceId: WORKSPACE,
      channelId: 'CLEADS',
      startedBy: 'UMAX',
      draw: { from: now - 30 * DAY, until: now, size: leads.length },
      seed: 'seed',
      isAnonymous: false,
      dueAt: now + 3 * DAY,
      leads: leads.map(({ id }, at) => ({ leadId: id, position: at + 1, stratum: 'working' })),
      raters: [
        { personId: 'UANN', side: 'sales' },
        { personId: 'UMIA', side: 'marketing' },
      ],
      ...differing,
    }),
  );
}
