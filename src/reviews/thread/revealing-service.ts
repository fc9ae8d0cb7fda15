import { type SeenVerdict, SIDES, VERDICT_KINDS, type VerdictKind } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { askedOf, saidOfAsked } from '../asked.ts';
import { dropMarks, unnameMarks } from '../deciding/agenda-store.ts';
import { forgetDrafts, forgetOccasion, keepDrafts, showNamed, showUnnamed } from '../judging/blind-store.ts';
import { holdOpen, listJudging } from '../judging/judging-store.ts';
import { queueJob } from '../judging/queue-telling-service.ts';
import { scrubJob } from '../judging/scrub-service.ts';
import type { AskingActor, ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import { endReview, findReview, leadsOf } from '../reviews-store.ts';
import type { ReviewTelling } from '../telling-service.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { openOfReview } from '../verdicts/verdicts-store.ts';

/** The kind of the job that tells one lead what a review has found of it. */
export const REVEALED = 'reviews.revealed';

/** What somebody said in a review that is revealed. */
export interface ReviewVerdict extends SeenVerdict {
  readonly leadId: string;
  /** What they need of the other team next time. */
  readonly wish: string | undefined;
}

/** Follows the end of a review, in the transaction that ends it: only writes and enqueues. */
export type EndListener = (tx: Tx, review: Review) => Promise<void>;

export type Revealing = ReturnType<typeof createRevealing>;

/** How what was said blind is shown, once and for good; or never. */
export function createRevealing(deps: ReviewsDeps, telling: Pick<ReviewTelling, 'parent' | 'leads'>) {
  const { database, clock, ids, jobs, leads, people, ask } = deps;
  const { db } = database;
  const listeners: EndListener[] = [];

  return {
    /** Listeners are called with each review that is revealed. */
    onReveal(listener: EndListener): void {
      listeners.push(listener);
    },

    /**
     * Shows everybody what was said in a review; false if it has ended before. What each lead, its card and those who follow it
     * hear of it comes in jobs, so that a large review holds nobody up.
     */
    async reveal(tx: Tx, reviewId: string, by?: string): Promise<boolean> {
      const at = clock.now();
      if (!(await endReview(tx, reviewId, { state: 'revealed', by, at }))) return false;
      const review = await findReview(tx, reviewId);
      if (review === undefined) return false;
      const all = await leadsOf(tx, reviewId);
      await (review.isAnonymous ? showUnnamed(tx, reviewId, askedOf(all), at, ids.next) : showNamed(tx, reviewId, at));
      if (review.isAnonymous) {
        await unnameMarks(tx, reviewId, () => at, ids.next);
        await jobs.enqueue(tx, scrubJob(reviewId, at));
      }
      // Of what somebody has typed in a review that names nobody nothing is kept: it might be what they have sent.
      await (review.isAnonymous ? forgetDrafts : keepDrafts)(tx, reviewId);
      await jobs.enqueueAll(
        tx,
        all.map(({ leadId }) => ({
          kind: REVEALED,
          key: `${REVEALED}:${reviewId}:${leadId}`,
          payload: { reviewId, leadId },
          runAt: at,
          mode: 'once' as const,
        })),
      );
      await askQueues(tx, reviewId);
      await telling.parent(tx, reviewId);
      await telling.leads(
        tx,
        reviewId,
        all.map(({ leadId }) => leadId),
      );
      for (const listener of listeners) await listener(tx, review);
      return true;
    },

    askQueues,

    /** Nobody ever sees what was said in a review that is called off: nothing of it is kept. */
    async forgetSaid(tx: Tx, reviewId: string): Promise<void> {
      await forgetOccasion(tx, reviewId);
      await dropMarks(tx, reviewId);
      await jobs.enqueue(tx, scrubJob(reviewId, clock.now()));
    },

    /** The same of one person who judges no more. They may be about to say something: that is refused then. */
    async forgetSaidBy(tx: Tx, reviewId: string, personId: string): Promise<void> {
      if (await holdOpen(tx, reviewId)) await forgetOccasion(tx, reviewId, personId);
    },

    /** Writes into a lead's journal how many found what, and asks the other team for what somebody needs of them. */
    async publish(reviewId: string, leadId: string): Promise<void> {
      const review = await findReview(db, reviewId);
      const said = await saidIn(db, reviewId, leadId);
      if (review === undefined || said.length === 0) return;
      const counts = countsOf(said.map(({ verdict }) => verdict));
      const { id, number, workspaceId } = review;
      if (!(await leads.reviewed(workspaceId, leadId, { id, review: number, ...counts }))) return;
      const lead = await leads.toRate(workspaceId, leadId);
      for (const { id: made, personId, side, wish, isAnonymous } of said) {
        // An ask names who asks: where nobody is named the wish stands with the results, and nobody's name beside it.
        if (wish === undefined || isAnonymous || lead === undefined) continue;
        const actor = await actorNow(workspaceId, personId);
        if (actor === undefined) continue;
        const to = side === 'sales' ? 'marketing' : 'sales';
        await ask(actor, { to, lead: lead.number, text: wish, madeBy: `verdict:${made}` });
      }
    },

    /**
     * What was said in a review, or of one of its leads, in no telling order; nothing while it is blind. Of leads that have become one
     * it is said of the first of them, and nothing of the others. Who has left is named no more.
     */
    async verdictsIn(read: Db | Tx, reviewId: string, leadId?: string): Promise<readonly ReviewVerdict[]> {
      const said = await saidIn(read, reviewId, leadId);
      const here = new Set(await people.present(read, [...new Set(said.map(({ personId }) => personId))]));
      return said.map(({ leadId, personId, side, verdict, grade, reason, part, note, wish, isAnonymous }) => ({
        leadId,
        side,
        verdict,
        grade,
        reason,
        part,
        note,
        wish,
        isAnonymous,
        by: isAnonymous || !here.has(personId) ? undefined : personId,
        isByRejection: false,
      }));
    },
  };

  async function saidIn(read: Db | Tx, reviewId: string, leadId: string | undefined): Promise<Verdict[]> {
    const asked = askedOf(await leadsOf(read, reviewId));
    const parts = leadId === undefined ? undefined : asked.partsOf(leadId);
    const [only] = parts?.length === 1 ? parts : [];
    if (parts?.length === 0) return [];
    const said = saidOfAsked(await openOfReview(read, reviewId, only?.leadId), asked);
    return leadId === undefined ? said : said.filter((one) => one.leadId === leadId);
  }

  /** Everybody who judges in a review is shown how it stands. */
  async function askQueues(tx: Tx, reviewId: string): Promise<void> {
    const raters = await listJudging(tx, reviewId);
    await jobs.enqueueAll(
      tx,
      raters.map(({ personId }) => queueJob(reviewId, personId, clock.now())),
    );
  }

  async function actorNow(workspaceId: string, personId: string): Promise<AskingActor | undefined> {
    const person = await people.person(personId);
    const [present] = await people.present(db, [personId]);
    if (person === undefined || present === undefined) return undefined;
    const { teams, manages } = await people.rightsOf(db, personId);
    const only = (of: readonly string[]) => SIDES.filter((side) => of.includes(side));
    return {
      id: personId,
      workspaceId,
      name: person.name,
      zone: person.zone,
      teams: only(teams),
      manages: only(manages),
    };
  }
}

const countsOf = (all: readonly VerdictKind[]): Readonly<Record<VerdictKind, number>> => {
  const count = (kind: VerdictKind) => all.filter((one) => one === kind).length;
  const [good, not, unsure] = VERDICT_KINDS;
  return { good: count(good), not: count(not), unsure: count(unsure) };
};
