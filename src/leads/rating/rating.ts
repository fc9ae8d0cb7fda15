import type { Judgement, Side } from '../../core/verdict.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import { type Decision, move } from '../transitions.ts';

/** Somebody has said in the open what they find of a lead, or takes it back. What is said blind is in no journal. */
export type RatingChange =
  | ({ readonly kind: 'rated'; readonly side: Side } & Judgement)
  | { readonly kind: 'rating-undone' };

/** What the people whom a review asked find of it, once everybody may know: how many say what, and never who. */
export interface ReviewedChange {
  readonly kind: 'reviewed';
  /** The number of the review. */
  readonly review: number;
  readonly good: number;
  readonly not: number;
  readonly unsure: number;
}

const RATINGS: readonly LeadEvent['kind'][] = ['rated', 'rating-undone', 'reviewed'];

/** Whether an entry is only an opinion: nothing of the lead is different after it. */
export const isRating = ({ kind }: Pick<LeadEvent, 'kind'>): boolean => RATINGS.includes(kind);

/** A review has been revealed. */
export const review = (lead: Lead, change: ReviewedChange): Decision<never> => move(lead, change, undefined, {});

/** At any time, also while somebody works on it, or when it has long ended. */
export const rate = (lead: Lead, by: string, change: RatingChange): Decision<never> => move(lead, change, by, {});
