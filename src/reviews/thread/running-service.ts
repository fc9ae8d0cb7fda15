import { DAY, type Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { managesAny } from '../../core/rights.ts';
import { missingSide, sidesOf } from '../../core/sides.ts';
import type { Tx } from '../../platform/db/database.ts';
import { askedOf } from '../asked.ts';
import { dropChange, recordChange } from '../changes-store.ts';
import { createJudges } from '../judging/judges-service.ts';
import type { Starting } from '../planning/starting-service.ts';
import type { ManagingActor, ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import {
  deleteRater,
  endReview,
  findReview,
  insertRater,
  leadsOf,
  moveDeadline,
  moveReview,
  openReviews,
  ratersOf,
  revealedBetween,
} from '../reviews-store.ts';
import { isAnonymousEnough } from '../sides.ts';
import { leadKey, parentKey, type ReviewTelling } from '../telling-service.ts';
import type { RunRefusal } from './running.ts';

export type Ran =
  | { readonly kind: 'done'; readonly review: Review }
  | { readonly kind: 'refused'; readonly why: RunRefusal };

/** What other parts do when a review changes or ends. */
export interface Ending {
  readonly telling: ReviewTelling;
  readonly askQueues: (tx: Tx, reviewId: string) => Promise<void>;
  /** Shows what was said; false if the review had ended before. */
  readonly reveal: (tx: Tx, reviewId: string, by?: string) => Promise<boolean>;
  /** When the office closes on a date. */
  readonly dueOn: Starting['dueOn'];
  /** What was said blind in a review that is called off is kept nowhere. */
  readonly forgetSaid: (tx: Tx, reviewId: string) => Promise<void>;
  /** The same of one who judges no more. */
  readonly forgetSaidBy: (tx: Tx, reviewId: string, personId: string) => Promise<void>;
}

/** The kinds of what a manager hears of a review unasked. */
export const CHANNEL_TROUBLE = 'review.channel';
export const RESULT_HERE = 'review.result-here';

/** Whoever has not decided by then won't. */
const LATELY = 28 * DAY;

/** What managers do with a review that runs, and how it ends. */
export function createRunning(deps: ReviewsDeps, ending: Ending) {
  const { database, clock, people, notify, ids } = deps;
  const { whoJudges } = createJudges(deps);
  const { telling, askQueues, reveal, forgetSaid, forgetSaidBy, dueOn } = ending;
  const { db } = database;

  return {
    /** Those that run, those first that end first. */
    running: (workspaceId: string): Promise<Review[]> => openReviews(db, workspaceId),

    /** Those that were revealed in the last weeks, newest first: what they found may still wait for a decision. */
    async revealedLately(workspaceId: string): Promise<Review[]> {
      const until = clock.now() + 1;
      return (await revealedBetween(db, workspaceId, { from: until - LATELY, until })).toReversed();
    },

    /** Whether somebody judges in a review. */
    judges: async (reviewId: string, personId: string): Promise<boolean> =>
      (await ratersOf(db, reviewId)).some((rater) => rater.personId === personId),

    /** A review that this person may change, with who judges. */
    async toChange(actor: ManagingActor, reviewId: string) {
      const review = await findReview(db, reviewId);
      const why = refusal(actor, review);
      if (why !== undefined || review === undefined) return { kind: 'refused', why: why ?? 'not-found' } as const;
      const raters = (await ratersOf(db, reviewId)).map(({ personId }) => personId);
      const { zone } = await people.calendarOf(db, review.workspaceId, { team: 'sales' });
      const dueOnDate = dateAt(review.dueAt, zone);
      return {
        kind: 'open',
        review,
        raters,
        dueOn: dueOnDate,
        leads: askedOf(await leadsOf(db, reviewId)).leads.length,
      } as const;
    },

    /** Shows what was said before everybody is done. */
    endNow: (actor: ManagingActor, reviewId: string): Promise<Ran> =>
      change(actor, reviewId, 'ended', async (tx) => (await reveal(tx, reviewId, actor.id)) || 'over'),

    /** Ends it without showing anything. */
    callOff: (actor: ManagingActor, reviewId: string): Promise<Ran> =>
      change(actor, reviewId, 'called-off', async (tx, review) => {
        const how = { state: 'called-off', by: actor.id, at: clock.now() } as const;
        if (!(await endReview(tx, reviewId, how))) return 'over';
        await forgetSaid(tx, reviewId);
        await redraw(tx, review);
        await askQueues(tx, reviewId);
        return true;
      }),

    /** It ends when the office closes on another date (YYYY-MM-DD). */
    endOn: (actor: ManagingActor, reviewId: string, date: string): Promise<Ran> =>
      change(actor, reviewId, 'due', async (tx, { workspaceId }) => {
        const { zone } = await people.calendarOf(tx, workspaceId, { team: 'sales' });
        const isPast = !/^\d{4}-\d{2}-\d{2}$/.test(date) || date < dateAt(clock.now(), zone);
        if (isPast) return 'due-in-the-past';
        const dueAt = await dueOn(tx, workspaceId, date, clock.now());
        if (!(await moveDeadline(tx, reviewId, dueAt))) return 'over';
        await telling.deadline(tx, { id: reviewId, dueAt });
        await telling.parent(tx, reviewId);
        await askQueues(tx, reviewId);
        return true;
      }),

    /**
     * PPL-4: its thread goes on in another channel than `from`, which can't be used. What stands there stays. Asks Slack: not to
     * be called in a transaction.
     */
    async moveTo(
      actor: ManagingActor,
      reviewId: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<Ran | { readonly kind: 'unusable'; readonly sentence: string }> {
      const sentence = await deps.channelFault?.(to);
      if (sentence !== undefined) return { kind: 'unusable', sentence };
      return change(actor, reviewId, 'channel', async (tx, review) => {
        if (!(await moveReview(tx, reviewId, { from, to }))) return 'moved';
        await askQueues(tx, reviewId);
        const replies = (await leadsOf(tx, reviewId)).map(({ leadId }) => leadKey(reviewId, leadId));
        // Where it can be used again, what stands there goes on.
        if (from !== to) await deps.standNowhere(tx, [parentKey(reviewId), ...replies]);
        await redraw(tx, review);
        return true;
      });
    },

    /** Makes these all who judge. What somebody has said who judges no more counts no more. */
    judgedBy: (actor: ManagingActor, reviewId: string, personIds: readonly string[]): Promise<Ran> =>
      change(actor, reviewId, 'raters', async (tx, review) => {
        const { judges, strangers } = await whoJudges(tx, personIds);
        if (strangers.length > 0) return 'strangers';
        const raters = sidesOf(judges);
        const fault = missingSide(raters);
        if (fault !== undefined) return fault;
        if (review.isAnonymous && !isAnonymousEnough(raters)) return 'too-few-for-anonymous';
        const before = await ratersOf(tx, reviewId);
        const wanted = new Set(raters.map(({ personId }) => personId));
        for (const rater of raters) await insertRater(tx, reviewId, rater);
        await askQueues(tx, reviewId);
        for (const { personId } of before) {
          if (wanted.has(personId)) continue;
          await forgetSaidBy(tx, reviewId, personId);
          await deleteRater(tx, reviewId, personId);
        }
        await telling.parent(tx, reviewId);
        return true;
      }),

    /** Its time is over, or is to come; answers when to look again. What passed while nobody looked is ended once, now. */
    endAtDeadline: (reviewId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const review = await findReview(tx, reviewId);
        if (review?.state !== 'open') return undefined;
        if (review.dueAt > clock.now()) return review.dueAt;
        await reveal(tx, reviewId);
        await settle(tx);
        return undefined;
      }),

    /** PPL-4: its channel can't be used. Whoever started it hears of it once, and reads the results there in the end. */
    channelTrouble: (reviewId: string, code: string): Promise<void> =>
      database.transaction(async (tx) => {
        const review = await findReview(tx, reviewId);
        if (review === undefined || review.state === 'called-off') return;
        const kind = review.state === 'open' ? CHANNEL_TROUBLE : RESULT_HERE;
        const { workspaceId, channelId } = review;
        const subject = JSON.stringify({ reviewId, code });
        for (const person of await lookingAfter(tx, review))
          await notify(tx, {
            key: `${kind}:${reviewId}:${channelId}:${person}`,
            workspaceId,
            recipient: { person },
            kind,
            subject,
            at: clock.now(),
          });
      }),

    /** Baton is in a channel again: what could not be shown there is. */
    async channelBack(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
      for (const review of await openReviews(tx, workspaceId))
        if (review.channelId === channelId) await redraw(tx, review);
    },
  };

  async function change(
    actor: ManagingActor,
    reviewId: string,
    kind: Parameters<typeof recordChange>[1]['kind'],
    run: (tx: Tx, review: Review) => Promise<true | RunRefusal>,
  ): Promise<Ran> {
    return database.transaction(async (tx): Promise<Ran> => {
      const review = await findReview(tx, reviewId);
      const { gesture } = actor;
      const entry = { id: ids.next(), reviewId, kind, by: actor.id, at: clock.now(), gesture };
      if (review?.workspaceId !== actor.workspaceId) return { kind: 'refused', why: 'not-found' };
      if (!managesAny(actor)) return { kind: 'refused', why: 'not-manager' };
      // Slack has delivered it again: it has been done, and what has happened since stays.
      if (!(await recordChange(tx, entry))) return { kind: 'done', review };
      const why = review.state === 'open' ? await run(tx, review) : 'over';
      if (why !== true) {
        await dropChange(tx, entry.id);
        return { kind: 'refused', why };
      }
      return { kind: 'done', review: (await findReview(tx, reviewId)) ?? review };
    });
  }

  function refusal(actor: ManagingActor, review: Review | undefined): RunRefusal | undefined {
    if (review?.workspaceId !== actor.workspaceId) return 'not-found';
    if (!managesAny(actor)) return 'not-manager';
    return review.state === 'open' ? undefined : 'over';
  }

  async function redraw(tx: Tx, { id }: Review): Promise<void> {
    await telling.parent(tx, id);
    await telling.leads(
      tx,
      id,
      (await leadsOf(tx, id)).map(({ leadId }) => leadId),
    );
  }

  /** Whoever started it; where that was a schedule, or they are gone, the managers of both teams. */
  async function lookingAfter(tx: Tx, { startedBy, workspaceId }: Review): Promise<readonly string[]> {
    const starter = startedBy === undefined ? [] : await people.present(tx, [startedBy]);
    if (starter.length > 0) return starter;
    const [sales, marketing] = [
      await people.managersOf(tx, workspaceId, 'sales'),
      await people.managersOf(tx, workspaceId, 'marketing'),
    ];
    return [...new Set([...sales, ...marketing])];
  }
}
