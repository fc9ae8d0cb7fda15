import type { Judgement } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Asked, askedOf, saidOfAsked } from '../asked.ts';
import type { RateableLead, ReviewActor, ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import { findReview, leadsOf } from '../reviews-store.ts';
import type { ReviewTelling } from '../telling-service.ts';
import type { Revealing } from '../thread/revealing-service.ts';
import { isSaid } from '../thread/waiting.ts';
import { ANY_TIME, bare, isSame, mayJudge, type Verdict } from '../verdicts/verdict.ts';
import * as store from '../verdicts/verdicts-store.ts';
import { dropDraft, findDraft, saveDraft, saveLate } from './drafts-store.ts';
import { type Form, judgementOf } from './form.ts';
import * as raters from './judging-store.ts';
import { current, following, isFinished } from './queue.ts';
import { queueJob } from './queue-telling-service.ts';
import { leadMeant } from './spot-value.ts';

/** A lead in a review. */
export interface Spot {
  readonly reviewId: string;
  readonly leadId: string;
}

/** The same as somebody saw it who pressed something: what they had said of it by then. */
export interface SeenSpot extends Spot {
  /** The id of their verdict; undefined if there was none. */
  readonly seen: string | undefined;
}

/** Why somebody can't say anything here. */
export type Shut =
  | { readonly kind: 'not-found' }
  /** It is revealed, or called off. */
  | { readonly kind: 'over'; readonly review: Review }
  | { readonly kind: 'not-asked'; readonly review: Review }
  | { readonly kind: 'not-in-teams' };

/** A lead of a review before somebody who judges it. */
export interface SpotView {
  readonly kind: 'seen';
  readonly review: Review;
  readonly lead: RateableLead;
  readonly side: Verdict['side'];
  readonly mine: Verdict | undefined;
  readonly draft: Form | undefined;
}

/** What came of a tap or a window: `noted`, or they have said something else of it since they saw this. */
export type Noted = ({ readonly kind: 'noted' } & Held) | ({ readonly kind: 'changed-since' } & Held) | Shut;

interface Held {
  readonly review: Review;
  readonly lead: RateableLead;
  readonly mine: Verdict;
}

type Told = Judgement & { readonly wish: string | undefined };

type Surroundings = Pick<Revealing, 'reveal'> & Pick<ReviewTelling, 'progress'>;

/** Judging within a review: blind until it is revealed. Of what is said here no journal, card, log or job knows. */
export type Judging = ReturnType<typeof createJudging>;

export function createJudging(deps: ReviewsDeps, { reveal, progress }: Surroundings) {
  const { database, clock, ids, jobs, leads, people } = deps;
  const { db } = database;

  return {
    /** Where an open review asks somebody about a lead, or about what is one with it: there they say it, and not before everybody. */
    askedAbout: async (actor: ReviewActor, leadId: string, read: Db | Tx = db): Promise<Spot | undefined> =>
      raters.openReviewAbout(read, actor.workspaceId, actor.id, await leads.familyOf(read, leadId)),

    /** A lead of a review, before somebody who judges it. */
    async lookIn(actor: ReviewActor, at: Spot): Promise<SpotView | Shut> {
      const review = await findReview(db, at.reviewId);
      if (review?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
      const rater = await raters.findJudging(db, review.id, actor.id);
      const shut = shutFor(actor, review, rater);
      if (shut !== undefined || rater === undefined) return shut ?? { kind: 'not-asked', review };
      const asked = askedOf(await leadsOf(db, review.id));
      const spot = { ...at, leadId: leadMeant(asked, at.leadId) ?? '' };
      const found = await leadIn(actor, spot);
      if (found === undefined) return { kind: 'not-found' };
      // It stays the lead that was drawn, also if that is part of another one by now.
      const lead = { ...found, id: spot.leadId };
      const said = saidOfAsked(await store.ownOn(db, review.id, actor.id), asked);
      const mine = said.find(({ leadId }) => leadId === spot.leadId);
      return { kind: 'seen', review, lead, side: rater.side, mine, draft: await draftOf(actor, spot, asked) };
    },

    /** One tap. What else was said of the same verdict stays. */
    judgeIn: (actor: ReviewActor, spot: SeenSpot, verdict: Judgement['verdict']): Promise<Noted> =>
      say(actor, spot, (mine) => (mine?.verdict === verdict ? mine : { ...bare(verdict), wish: undefined })),

    /** Says more of a verdict. What they need of the other team stays with it until everybody may know. */
    sayMoreIn: (
      actor: ReviewActor,
      spot: SeenSpot,
      {
        verdict,
        form,
        viewId,
      }: { readonly verdict: Judgement['verdict']; readonly form: Form; readonly viewId: string },
    ): Promise<Noted> => say(actor, spot, () => ({ ...judgementOf(verdict, form), wish: form.next }), viewId),

    /** What somebody has typed so far; only they see it. */
    async keepDraftIn(actor: ReviewActor, spot: Spot, viewId: string, form: Form): Promise<void> {
      await database.transaction(async (tx) => {
        const review = await findReview(tx, spot.reviewId);
        const leadId = askedOf(await leadsOf(tx, spot.reviewId)).as(spot.leadId);
        if (review?.workspaceId !== actor.workspaceId || leadId === undefined) return;
        const shut = shutFor(actor, review, await raters.findJudging(tx, review.id, actor.id));
        if (shut === undefined) await saveDraft(tx, placeOf(actor, { ...spot, leadId }), viewId, form, clock.now());
        if (shut?.kind === 'over' && review.state === 'revealed')
          await keepOver(tx, actor, review, { leadId: spot.leadId, viewId, form });
      }, 'later');
    },

    /**
     * Keeps what was sent when it was too late, so that it can be sent for everybody to see; the lead's number. Of a review that
     * names nobody nothing is kept: it might be what they have said in it.
     */
    async keepLate(
      actor: ReviewActor,
      review: Review,
      leadId: string,
      viewId: string,
      form: Form,
    ): Promise<number | undefined> {
      const lead = await leadIn(actor, { reviewId: review.id, leadId });
      if (lead === undefined) return undefined;
      const isKept = await database.transaction((tx) => keepOver(tx, actor, review, { leadId, viewId, form }));
      return isKept ? lead.number : undefined;
    },

    settle,
  };

  /** What is typed in a window after its review was revealed can be said at any time; false of one that names nobody. */
  async function keepOver(
    tx: Tx,
    { id: personId, workspaceId }: ReviewActor,
    { isAnonymous }: Review,
    { leadId, viewId, form }: { readonly leadId: string; readonly viewId: string; readonly form: Form },
  ): Promise<boolean> {
    const lead = await leads.toRate(workspaceId, leadId, tx);
    if (isAnonymous || lead === undefined) return false;
    await saveLate(tx, { leadId: lead.id, personId, occasion: ANY_TIME }, viewId, form, clock.now());
    return true;
  }

  async function say(
    actor: ReviewActor,
    spot: SeenSpot,
    wishOf: (mine: Verdict | undefined) => Told | Verdict,
    viewId?: string,
  ): Promise<Noted> {
    const lead = await leadIn(actor, spot);
    if (lead === undefined) return { kind: 'not-found' };
    return database.transaction(async (tx) => {
      const isOpen = await raters.holdOpen(tx, spot.reviewId);
      const review = await findReview(tx, spot.reviewId);
      if (review?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
      const rater = await raters.findJudging(tx, review.id, actor.id);
      const shut = shutFor(actor, review, rater);
      if (!isOpen || shut !== undefined || rater === undefined) return shut ?? { kind: 'over', review };
      const asked = askedOf(await leadsOf(tx, review.id));
      const all = asked.leads.map(({ leadId }) => leadId);
      const here = asked.as(spot.leadId);
      if (here === undefined) return { kind: 'not-found' };
      const own = await store.ownOn(tx, review.id, actor.id);
      const said = new Map(saidOfAsked(own, asked).map((one) => [one.leadId, one]));
      const mine = said.get(here);
      const wished = wishOf(mine);
      const isSaidAlready = mine !== undefined && isSame(mine, wished) && mine.wish === wished.wish;
      // Slack delivers a press again, or an old message is pressed: whoever says something else has seen what they have said.
      if (!isSaidAlready && mine?.id !== spot.seen && mine !== undefined)
        return { kind: 'changed-since', review, lead, mine };
      const now = clock.now();
      const place = placeOf(actor, { ...spot, leadId: here });
      // What they had said of a lead that has become one with it stays with that one.
      const before = own.find(({ leadId }) => leadId === here);
      const held = isSaidAlready ? mine : await write(tx, { place, mine: before, wished, side: rater.side, review });
      if (viewId !== undefined)
        for (const { leadId } of asked.partsOf(here)) await dropDraft(tx, { ...place, leadId }, viewId, now);
      // Who says something of another lead than the one before them, or more of one, stays where they are.
      const isHere = viewId === undefined && current({ leads: all, said, at: rater.atLead }) === here;
      const wasFinished = isFinished({ leads: all, said });
      const queue = { leads: all, said: new Map(said).set(here, held) };
      const isLast = !wasFinished && isFinished(queue);
      await raters.moveJudging(tx, review.id, actor.id, {
        ...(isHere && { atLead: isLast ? undefined : following(queue, here) }),
        ...(viewId === undefined && { notedLead: here }),
        ...(isLast && rater.finishedAt === undefined && { finishedAt: now }),
        // Who judges after all has come back.
        ...(rater.steppedOutAt !== undefined && !isSaidAlready && { steppedOutAt: undefined }),
      });
      await jobs.enqueue(tx, queueJob(review.id, actor.id, now));
      if (!isSaidAlready) await progress(tx, review.id);
      if (isLast) await deps.finished?.(tx, { reviewId: review.id, personId: actor.id });
      if (isLast) await settle(tx, review.id);
      return { kind: 'noted', review, lead, mine: held };
    });
  }

  /** Reveals a review of which everybody has judged everything who is still waited for; false if others are. */
  async function settle(tx: Tx, reviewId: string): Promise<boolean> {
    const all = await raters.listJudging(tx, reviewId);
    const known = await people.attendance(
      tx,
      all.map(({ personId }) => personId),
      clock.now(),
    );
    const states = all.map(({ personId, side, finishedAt, steppedOutAt }) => ({
      side,
      isFinished: finishedAt !== undefined,
      isOut: steppedOutAt !== undefined,
      attendance: known.get(personId) ?? ('gone' as const),
    }));
    return isSaid(states) && reveal(tx, reviewId);
  }

  async function write(
    tx: Tx,
    {
      place,
      mine,
      wished: { verdict, grade, reason, part, note, wish },
      side,
      review,
    }: {
      readonly place: store.Place;
      readonly mine: Verdict | undefined;
      readonly wished: Told | Verdict;
      readonly side: Verdict['side'];
      readonly review: Review;
    },
  ): Promise<Verdict> {
    const now = clock.now();
    if (mine !== undefined) await store.end(tx, mine.id, now);
    const held: Verdict = {
      ...place,
      verdict,
      grade,
      reason,
      part,
      note,
      wish,
      side,
      id: ids.next(),
      workspaceId: review.workspaceId,
      rejection: undefined,
      insteadOf: mine?.id,
      givenAt: mine?.givenAt ?? now,
      saidAt: now,
      shownAt: undefined,
    };
    await store.insert(tx, held);
    return held;
  }

  /** What they have typed of a lead, or of one that has become one with it. */
  async function draftOf(actor: ReviewActor, spot: Spot, asked: Asked): Promise<Form | undefined> {
    for (const { leadId } of asked.partsOf(spot.leadId)) {
      const draft = await findDraft(db, placeOf(actor, { ...spot, leadId }));
      if (draft !== undefined) return draft;
    }
    return undefined;
  }

  /** A lead as people see it now, wherever it was merged into. */
  async function leadIn({ workspaceId }: ReviewActor, spot: Spot): Promise<RateableLead | undefined> {
    return (await isIn(db, spot)) ? leads.toRate(workspaceId, spot.leadId) : undefined;
  }

  async function isIn(read: Db | Tx, { reviewId, leadId }: Spot): Promise<boolean> {
    return (await leadsOf(read, reviewId)).some((one) => one.leadId === leadId);
  }
}

export function shutFor(actor: ReviewActor, review: Review, rater: raters.Judging | undefined): Shut | undefined {
  if (rater === undefined) return { kind: 'not-asked', review };
  if (review.state !== 'open') return { kind: 'over', review };
  return mayJudge(actor) ? undefined : { kind: 'not-in-teams' };
}

/** The verdict stays with the lead that was drawn, also if that is part of another one by now. */
const placeOf = ({ id }: ReviewActor, { reviewId, leadId }: Spot): store.Place => ({
  leadId,
  personId: id,
  occasion: reviewId,
});
