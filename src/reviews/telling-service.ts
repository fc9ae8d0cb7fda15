import { type Instant, SECOND } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { ReviewsDeps } from './ports-service.ts';
import type { Review } from './review.ts';

/** Kinds of the jobs that keep the thread of a review like the review, and end it in time. */
export const PARENT = 'reviews.parent';
export const LEAD = 'reviews.lead';
export const DEADLINE = 'reviews.deadline';
export const RESULT = 'reviews.result';

/** Names of messages. */
export const parentKey = (reviewId: string): string => `review.parent:${reviewId}`;
export const leadKey = (reviewId: string, leadId: string): string => `review.lead:${reviewId}:${leadId}`;

export const resultKey = (reviewId: string): string => `review.result:${reviewId}`;

/** The review whose parent this is, or the review and the lead of one of its replies; undefined for any other message. */
export function threadPlaceOf(
  key: string,
): { readonly reviewId: string; readonly leadId: string | undefined } | undefined {
  const found = /^review\.(?:parent:([^:]+)|lead:([^:]+):([^:]+))$/.exec(key);
  const reviewId = found?.[1] ?? found?.[2];
  return reviewId === undefined ? undefined : { reviewId, leadId: found?.[3] };
}

/** The review of which this tells the result; undefined for any other message. */
export const resultPlaceOf = (key: string): string | undefined => /^review\.result:([^:]+)$/.exec(key)?.[1];

/** How far one reply is apart from the next: Slack takes about one message a second in a channel, and cards go first. */
export const PACE = 1.5 * SECOND;
/** So soon the parent counts what was judged: raters judge a lead in a few seconds, and each is no news. */
const PROGRESS_PAUSE = 20 * SECOND;

export type ReviewTelling = ReturnType<typeof createTelling>;

/** Asks for the messages of a review to be brought up to date, in the transaction of what has changed. */
export function createTelling({ clock, jobs }: Pick<ReviewsDeps, 'clock' | 'jobs'>) {
  return {
    parent: (tx: Tx, reviewId: string): Promise<void> => parentAt(tx, reviewId, clock.now()),

    /** Somebody has judged one more lead. */
    progress: (tx: Tx, reviewId: string): Promise<void> => parentAt(tx, reviewId, clock.now() + PROGRESS_PAUSE),

    lead: (tx: Tx, reviewId: string, leadId: string): Promise<void> =>
      jobs.enqueue(tx, leadJob(reviewId, leadId, clock.now())),

    /** The replies to these leads, in this order. */
    leads: (tx: Tx, reviewId: string, leadIds: readonly string[]): Promise<void> =>
      jobs.enqueueAll(
        tx,
        leadIds.map((leadId, at) => leadJob(reviewId, leadId, clock.now() + at * PACE)),
      ),

    /** What was found, told to those who took part by one new reply. */
    result: (tx: Tx, reviewId: string): Promise<void> => jobs.enqueue(tx, resultJob(reviewId, clock.now())),

    /** When it is over; asked again whenever that moves. */
    deadline: (tx: Tx, { id, dueAt }: Pick<Review, 'id' | 'dueAt'>): Promise<void> =>
      jobs.enqueue(tx, {
        kind: DEADLINE,
        key: `${DEADLINE}:${id}`,
        payload: { reviewId: id },
        runAt: dueAt,
        mode: 'latest',
      }),
  };

  function parentAt(tx: Tx, reviewId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, parentJob(reviewId, runAt));
  }
}

/** Whether a reply may go though the one before it isn't there: what is stuck holds up nobody for ever. */
export const mayOvertake = (review: Review, position: number, now: ReturnType<Clock['now']>): boolean =>
  now > review.startedAt + position * PACE + LONGEST_WAIT;

const LONGEST_WAIT = 600 * SECOND;

export const parentJob = (reviewId: string, runAt: Instant): Enqueued => ({
  kind: PARENT,
  key: parentKey(reviewId),
  payload: { reviewId },
  runAt,
  mode: 'latest',
});

export const resultJob = (reviewId: string, runAt: Instant): Enqueued => ({
  kind: RESULT,
  key: resultKey(reviewId),
  payload: { reviewId },
  runAt,
  mode: 'latest',
});

export const leadJob = (reviewId: string, leadId: string, runAt: Instant): Enqueued => ({
  kind: LEAD,
  key: leadKey(reviewId, leadId),
  payload: { reviewId, leadId },
  runAt,
  mode: 'latest',
});
