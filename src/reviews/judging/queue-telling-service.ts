import type { Instant } from '../../core/instants.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';

/** The kind of the job that keeps somebody's one message of a review like the review. */
export const QUEUE = 'reviews.queue';

/** The name of that message. */
export const queueKey = (reviewId: string, personId: string): string => `review.queue:${reviewId}:${personId}`;

/** Whose message of which review this is; undefined for any other message. */
export function queuePlaceOf(key: string): { readonly reviewId: string; readonly personId: string } | undefined {
  const [, reviewId, personId] = /^review\.queue:([^:]+):([^:]+)$/.exec(key) ?? [];
  return reviewId !== undefined && personId !== undefined ? { reviewId, personId } : undefined;
}

export const queueJob = (reviewId: string, personId: string, runAt: Instant): Enqueued => ({
  kind: QUEUE,
  key: queueKey(reviewId, personId),
  payload: { reviewId, personId },
  runAt,
  mode: 'latest',
});
