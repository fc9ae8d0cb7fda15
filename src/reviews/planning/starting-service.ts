import type { Instant } from '../../core/instants.ts';
import { addDays, dateAt, instantAt } from '../../core/local-time.ts';
import type { Sided } from '../../core/sides.ts';
import { endOfWorkingDay } from '../../core/working-days.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReviewsDeps } from '../ports-service.ts';
import type { Review, ReviewLead } from '../review.ts';
import { findStartedBy, insertReview } from '../reviews-store.ts';
import type { ReviewTelling } from '../telling-service.ts';

/** All that a review begins with. */
export type NewReview = Pick<
  Review,
  'workspaceId' | 'channelId' | 'startedBy' | 'draw' | 'seed' | 'isAnonymous' | 'dueAt'
> & {
  /** The run of a schedule that starts it. */
  readonly occurrenceId?: string | undefined;
  /** The plan out of which somebody starts it. */
  readonly madeBy?: string | undefined;
  readonly leads: readonly ReviewLead[];
  readonly raters: readonly Sided[];
};

/** What other parts do when a review begins. */
export interface Beginning {
  readonly telling: ReviewTelling;
  /** Brings each rater's queue up to date. */
  readonly askQueues: (tx: Tx, reviewId: string) => Promise<void>;
}

export type Starting = ReturnType<typeof createStarting>;

/** How a review begins: on somebody's wish, or by a schedule. */
export function createStarting({ clock, ids, people }: ReviewsDeps, { telling, askQueues }: Beginning) {
  return {
    /**
     * Starts it, with everything that follows: its parent, a reply to each lead, each rater's queue, the end. Only writes and
     * enqueues; what a plan or a run of a schedule has started before is that.
     */
    async startIn(tx: Tx, { leads, raters, occurrenceId, ...wish }: NewReview): Promise<Review> {
      const by = madeOf(wish.madeBy, occurrenceId);
      const known = by && (await findStartedBy(tx, by));
      if (known !== undefined) return known;
      const review = { ...wish, occurrenceId, id: ids.next(), startedAt: clock.now() };
      const started = await insertReview(tx, review, leads, raters);
      if (started === undefined) return found(by && (await findStartedBy(tx, by)));
      await telling.parent(tx, started.id);
      await telling.leads(
        tx,
        started.id,
        leads.map(({ leadId }) => leadId),
      );
      await askQueues(tx, started.id);
      await telling.deadline(tx, started);
      return started;
    },

    /** When the office closes on the n-th of its working days after the day of `from`. */
    async dueAfter(read: Db | Tx, workspaceId: string, workingDays: number, from: Instant): Promise<Instant> {
      const calendar = await people.calendarOf(read, workspaceId, { team: 'sales' });
      const tomorrow = addDays(dateAt(from, calendar.zone), 1);
      return endOfWorkingDay(calendar, instantAt(tomorrow, '00:00', calendar.zone), workingDays);
    },

    /** When the office closes on that date (YYYY-MM-DD) where it is, or on the first working day after it; never before `from`. */
    async dueOn(read: Db | Tx, workspaceId: string, date: string, from: Instant): Promise<Instant> {
      const calendar = await people.calendarOf(read, workspaceId, { team: 'sales' });
      return endOfWorkingDay(calendar, Math.max(from, instantAt(date, '00:00', calendar.zone)), 1);
    },
  };
}

function madeOf(plan: string | undefined, occurrence: string | undefined) {
  if (plan !== undefined) return { plan };
  return occurrence === undefined ? undefined : { occurrence };
}

function found(review: Review | undefined): Review {
  if (review === undefined) throw new Error('A review was neither started nor there before');
  return review;
}
