import type { Db, Tx } from '../../platform/db/database.ts';
import { askedOf } from '../asked.ts';
import { listJudging } from '../judging/judging-store.ts';
import type { ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import { findReview, leadsOf } from '../reviews-store.ts';
import { type LeadResult, type ResultLead, type ReviewResults, resultOf, resultsOf } from './results.ts';
import type { ReviewVerdict } from './revealing-service.ts';

/** What a review has found, and of whom. */
export interface FoundInReview {
  readonly review: Review;
  readonly results: ReviewResults;
  /** Ids of those who have judged any of its leads and are still there. */
  readonly tookPart: readonly string[];
}

/** What was found of one lead. */
interface NamedResult {
  readonly result: LeadResult;
  readonly names: ReadonlyMap<string, string>;
}

/** What was found in reviews that are revealed; nothing of any other. */
export function createResults(
  { database, people, leads }: ReviewsDeps,
  verdictsIn: (read: Db | Tx, reviewId: string, leadId?: string) => Promise<readonly ReviewVerdict[]>,
) {
  const { db } = database;

  return {
    async resultsOf(reviewId: string): Promise<FoundInReview | undefined> {
      const review = await findReview(db, reviewId);
      if (review?.state !== 'revealed') return undefined;
      const results = resultsOf(await leadsIn(reviewId, await verdictsIn(db, reviewId)));
      return { review, results, tookPart: await tookPart(reviewId, results.raters) };
    },

    /**
     * What was found of one lead, with the names of who found it. What colleagues wrote says nothing of its person: it is for a
     * channel.
     */
    async resultOf(reviewId: string, leadId: string): Promise<NamedResult | undefined> {
      const said = await verdictsIn(db, reviewId, leadId);
      const [lead] = await leadsIn(reviewId, said, leadId);
      if (lead === undefined || said.length === 0) return undefined;
      const masked = await leads.maskingOf(db, leadId);
      const hide = (words: string | undefined) => (words === undefined ? undefined : masked(words));
      const verdicts = lead.verdicts.map((one) => ({ ...one, note: hide(one.note), wish: hide(one.wish) }));
      const ids = verdicts.flatMap(({ by }) => by ?? []);
      return { result: resultOf({ ...lead, verdicts }), names: await people.namesOf(db, [...new Set(ids)]) };
    },
  };

  async function leadsIn(reviewId: string, said: readonly ReviewVerdict[], only?: string): Promise<ResultLead[]> {
    const all = askedOf(await leadsOf(db, reviewId)).leads.filter(
      ({ leadId }) => only === undefined || leadId === only,
    );
    const seenAs = await leads.seenAs(
      db,
      all.map(({ leadId }) => leadId),
    );
    const byLead = Map.groupBy(said, ({ leadId }) => leadId);
    return all.flatMap(({ leadId, position, stratum }) => {
      const lead = seenAs.get(leadId);
      if (lead === undefined) return [];
      const { number, name, source, campaign, persona, isCounted } = lead;
      // What has turned out to be no lead is no news of where it came from.
      const from = isCounted ? { source, campaign, persona } : NOWHERE;
      return [{ leadId, position, stratum, number, name, ...from, verdicts: byLead.get(leadId) ?? [] }];
    });
  }

  /** Where nobody is named, that somebody has judged is still known, and what they have said isn't. */
  async function tookPart(reviewId: string, named: readonly string[]): Promise<readonly string[]> {
    const judged = (await listJudging(db, reviewId)).filter(
      ({ steppedOutAt, finishedAt, notedLead }) =>
        steppedOutAt === undefined && (finishedAt !== undefined || notedLead !== undefined),
    );
    return people.present(db, [...new Set([...judged.map(({ personId }) => personId), ...named])].toSorted());
  }
}

const NOWHERE = { source: undefined, campaign: undefined, persona: undefined };
