import { dueAt, workingTime } from '../../core/business-hours.ts';
import { HOUR, type Instant } from '../../core/instants.ts';
import type { PersonChange } from '../../core/person-days.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Asked, askedOf, saidOfAsked } from '../asked.ts';
import type { LeadToJudge, ReviewActor, ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import { findReview, leadsOf } from '../reviews-store.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import * as store from '../verdicts/verdicts-store.ts';
import { type Judging, type Shut, shutFor } from './judging-service.ts';
import * as raters from './judging-store.ts';
import { current, following, isFinished, type Queue } from './queue.ts';
import { queueJob, queueKey } from './queue-telling-service.ts';
import { leadMeant } from './spot-value.ts';

/** A lead that was judged, beside what was said of it. */
export interface NotedLead {
  readonly lead: LeadToJudge;
  readonly mine: Verdict;
  /** Its place among the leads of the review, from 1. */
  readonly position: number;
}

/** What somebody's message of a review says, as things are now. */
export type QueueState = { readonly review: Review; readonly judged: number; readonly of: number } & (
  | {
      readonly kind: 'asked';
      readonly zone: string;
      /** From 1. */
      readonly position: number;
      readonly lead: LeadToJudge;
      readonly mine: Verdict | undefined;
      readonly noted: NotedLead | undefined;
      readonly canWait: boolean;
      readonly isFinished: boolean;
    }
  | {
      readonly kind: 'finished';
      readonly zone: string;
      readonly first: string | undefined;
      readonly noted: NotedLead | undefined;
    }
  | { readonly kind: 'out'; readonly since: Instant }
  | { readonly kind: 'revealed' }
  | { readonly kind: 'called-off' }
  | { readonly kind: 'not-asked' }
);

/** What came of going about in a queue. */
export type Moved = { readonly kind: 'moved' } | Shut;

/** The kind of the notice that reminds somebody. */
export const REMINDER = 'review.reminder';

/** How long before the end somebody is reminded, in their own working time: a working day, or half of a short review. */
const REMIND_BEFORE = 8 * HOUR;

/** A queue with all that its owner has said. */
type OwnQueue = Omit<Queue, 'said'> & { readonly said: ReadonlyMap<string, Verdict>; readonly asked: Asked };

async function ownQueue(
  read: Db | Tx,
  reviewId: string,
  { personId, atLead }: Pick<raters.Judging, 'personId' | 'atLead'>,
): Promise<OwnQueue> {
  const asked = askedOf(await leadsOf(read, reviewId));
  const said = saidOfAsked(await store.ownOn(read, reviewId, personId), asked);
  return {
    asked,
    leads: asked.leads.map(({ leadId }) => leadId),
    said: new Map(said.map((one) => [one.leadId, one])),
    // One that counts as another by now is asked for no more.
    at: atLead,
  };
}

/** The one message in which somebody judges the leads of a review, one after the other. */
export function createQueues(deps: ReviewsDeps, judging: Pick<Judging, 'settle'>) {
  const { database, clock, jobs, leads, people, manners } = deps;
  const { db } = database;

  return {
    queue,

    /** Goes to a lead of the review, by its id or place; without one, back to where the queue stands by itself. */
    goTo: (actor: ReviewActor, reviewId: string, leadId: string | undefined): Promise<Moved> =>
      move(actor, reviewId, async (tx, _rater, queue) => {
        const atLead = leadId === undefined ? undefined : leadMeant(queue.asked, leadId);
        if (leadId !== undefined && atLead === undefined) return;
        await raters.moveJudging(tx, reviewId, actor.id, { atLead });
      }),

    /** This lead later, or as it is: the next one, if this is the one before them. */
    goOn: (actor: ReviewActor, reviewId: string, leadId: string): Promise<Moved> =>
      move(actor, reviewId, async (tx, _rater, queue) => {
        const lead = leadMeant(queue.asked, leadId);
        if (lead === undefined || current(queue) !== lead) return;
        await raters.moveJudging(tx, reviewId, actor.id, { atLead: following(queue, lead) });
      }),

    /** They know too little of these leads: the others don't wait for them. What they have said stays. */
    stepOut: (actor: ReviewActor, reviewId: string): Promise<Moved> =>
      move(actor, reviewId, async (tx, rater) => {
        if (rater.steppedOutAt !== undefined) return;
        // Slack may deliver a press again when they have long come back.
        if (actor.gesture !== undefined && rater.outGesture === actor.gesture) return;
        await raters.moveJudging(tx, reviewId, actor.id, { steppedOutAt: clock.now(), outGesture: actor.gesture });
        await judging.settle(tx, reviewId);
      }),

    /** They judge after all; `since` is when they had stepped out, as the message says. */
    stepIn: (actor: ReviewActor, reviewId: string, since: number): Promise<Moved> =>
      move(actor, reviewId, async (tx, rater) => {
        if (rater.steppedOutAt !== since) return;
        await raters.moveJudging(tx, reviewId, actor.id, { steppedOutAt: undefined });
      }),

    /** Takes one of somebody's messages of today for their queue, in their hours; else when to try again. */
    async mayAsk(reviewId: string, personId: string): Promise<Instant | undefined> {
      const now = clock.now();
      const shift = (await people.nextShift(db, personId, now)) ?? now;
      if (shift > now) return shift;
      const message = { key: queueKey(reviewId, personId), personId };
      const isTheirs = await database.transaction((tx) => manners.reserve(tx, message));
      return isTheirs ? undefined : manners.nextRation(db, personId);
    },

    /** They were not asked after all: the message doesn't count among those of their day. */
    notAsked: (reviewId: string, personId: string): Promise<void> =>
      database.transaction((tx) => manners.release(tx, queueKey(reviewId, personId))),

    /**
     * Looks whether the others still wait for somebody, and reminds whoever is waited for once, a working day before the end.
     * When to look again; undefined if there is no more reason to.
     */
    async attend(reviewId: string, personId: string): Promise<Instant | undefined> {
      const review = await findReview(db, reviewId);
      const rater = await raters.findJudging(db, reviewId, personId);
      if (review?.state !== 'open' || rater === undefined) return undefined;
      const now = clock.now();
      const [isThere, until] = [await attendanceOf(personId), (await people.dayOf(db, personId, now)).until];
      const remindAt = await reminderOf(review, personId);
      const isDone = rater.finishedAt !== undefined || rater.steppedOutAt !== undefined;
      await database.transaction(async (tx) => {
        if (!(await raters.holdOpen(tx, reviewId))) return;
        // Somebody may be away by now for whom everybody has waited.
        if (await judging.settle(tx, reviewId)) return;
        if (isDone || isThere !== 'here' || remindAt === undefined || now < remindAt || now >= review.dueAt) return;
        await deps.notify(tx, {
          key: `${REMINDER}:${reviewId}:${personId}`,
          workspaceId: review.workspaceId,
          recipient: { person: personId },
          kind: REMINDER,
          subject: reviewId,
          at: now,
        });
      });
      if (isDone) return undefined;
      return remindAt !== undefined && remindAt > now ? Math.min(remindAt, until) : until;
    },

    /** What a reminder says; undefined if there is nothing more to remind of. */
    async reminder(reviewId: string, personId: string) {
      const state = await queue(reviewId, personId);
      return state?.kind === 'asked' && !state.isFinished && clock.now() < state.review.dueAt ? state : undefined;
    },

    /** Who is away, leaves or comes back may change for whom the others wait. */
    async onPersonChange(tx: Tx, { workspaceId, personIds }: PersonChange): Promise<void> {
      const open = await raters.openJudgings(tx, workspaceId, personIds);
      await jobs.enqueueAll(
        tx,
        open.map(({ reviewId, personId }) => queueJob(reviewId, personId, clock.now())),
      );
    },
  };

  /** What somebody's message says; undefined for a review that isn't there. */
  async function queue(reviewId: string, personId: string): Promise<QueueState | undefined> {
    const review = await findReview(db, reviewId);
    if (review === undefined) return undefined;
    const rater = await raters.findJudging(db, reviewId, personId);
    const own = await ownQueue(db, reviewId, { personId, atLead: rater?.atLead });
    const { leads: all, said } = own;
    const counts = { review, judged: all.filter((lead) => said.has(lead)).length, of: all.length };
    if (review.state !== 'open') return { ...counts, kind: review.state };
    if (rater === undefined || (await attendanceOf(personId)) === 'gone') return { ...counts, kind: 'not-asked' };
    const { steppedOutAt } = rater;
    if (steppedOutAt !== undefined) return { ...counts, kind: 'out', since: steppedOutAt };
    return { ...counts, ...(await asked(review, rater, own)) };
  }

  async function asked(review: Review, rater: raters.Judging, queue: OwnQueue) {
    const { workspaceId } = review;
    const zone = (await people.person(rater.personId))?.zone ?? 'UTC';
    const here = current(queue);
    const last = rater.notedLead && queue.asked.as(rater.notedLead);
    const noted = last === here ? undefined : await notedOf(workspaceId, last, queue);
    const lead = here === undefined ? undefined : await leads.toJudge(workspaceId, here);
    if (here === undefined || lead === undefined)
      return { kind: 'finished', zone, first: queue.leads[0], noted } as const;
    return {
      kind: 'asked',
      zone,
      position: queue.leads.indexOf(here) + 1,
      lead: { ...lead, id: here },
      mine: queue.said.get(here),
      noted,
      canWait: following(queue, here) !== undefined,
      isFinished: isFinished(queue),
    } as const;
  }

  async function notedOf(
    workspaceId: string,
    leadId: string | undefined,
    { said, leads: all }: OwnQueue,
  ): Promise<NotedLead | undefined> {
    const mine = leadId === undefined ? undefined : said.get(leadId);
    const lead = mine && (await leads.toJudge(workspaceId, mine.leadId));
    return lead && mine && { lead: { ...lead, id: mine.leadId }, mine, position: all.indexOf(mine.leadId) + 1 };
  }

  /** Does something in somebody's own queue, of an open review. */
  async function move(
    actor: ReviewActor,
    reviewId: string,
    how: (tx: Tx, rater: raters.Judging, queue: OwnQueue) => Promise<void>,
  ): Promise<Moved> {
    return database.transaction(async (tx) => {
      const isOpen = await raters.holdOpen(tx, reviewId);
      const review = await findReview(tx, reviewId);
      const rater = await raters.findJudging(tx, reviewId, actor.id);
      if (review?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
      const shut = shutFor(actor, review, rater);
      if (!isOpen || shut !== undefined || rater === undefined) return shut ?? { kind: 'over', review };
      await how(tx, rater, await ownQueue(tx, reviewId, rater));
      await jobs.enqueue(tx, queueJob(reviewId, actor.id, clock.now()));
      return { kind: 'moved' };
    });
  }

  async function attendanceOf(personId: string) {
    return (await people.attendance(db, [personId], clock.now())).get(personId) ?? 'gone';
  }

  /** Undefined if there is no working time of theirs in the review. */
  async function reminderOf(
    { workspaceId, startedAt, dueAt: end }: Review,
    person: string,
  ): Promise<Instant | undefined> {
    const calendar = await people.calendarOf(db, workspaceId, { person });
    const whole = workingTime(calendar, startedAt, end);
    const until = whole - Math.min(REMIND_BEFORE, whole / 2);
    return until > 0 ? dueAt(calendar, startedAt, Math.ceil(until)) : undefined;
  }
}
