import type { Db } from '../platform/db/database.ts';
import type { ReviewsAtHome, WaitingReview } from './at-home.ts';
import { openJudgings } from './judging/judging-store.ts';
import type { QueueState } from './judging/queue-service.ts';
import { queueKey } from './judging/queue-telling-service.ts';
import { isAnyNumbered } from './reviews-store.ts';

/** What of reviews waits for somebody. */
export function createAtHome(
  read: Db,
  {
    queue,
    addressOf,
  }: {
    readonly queue: (reviewId: string, personId: string) => Promise<QueueState | undefined>;
    readonly addressOf: (key: string) => Promise<string | undefined>;
  },
) {
  return async (person: {
    readonly id: string;
    readonly workspaceId: string;
    readonly mayStart: boolean;
  }): Promise<ReviewsAtHome> => {
    const judgings = await openJudgings(read, person.workspaceId, [person.id]);
    const waiting = await Promise.all(judgings.map(({ reviewId }) => waitingIn(reviewId, person.id)));
    return {
      waiting: waiting.filter((one) => one !== undefined),
      mayStart: person.mayStart && (await isAnyNumbered(read, person.workspaceId)),
    };
  };

  async function waitingIn(reviewId: string, personId: string): Promise<WaitingReview | undefined> {
    const state = await queue(reviewId, personId);
    // Who has judged everything may go back to a lead, and nobody waits for that.
    if (state?.kind !== 'asked' || state.isFinished) return undefined;
    const { review, judged, of, zone } = state;
    const address = await addressOf(queueKey(reviewId, personId));
    return { number: review.number, judged, of, dueAt: review.dueAt, zone, address };
  }
}
