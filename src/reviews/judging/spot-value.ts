import type { Asked } from '../asked.ts';

/** A lead of a review as a button's value and a window's metadata have it: ids only. */
export interface SpotValue {
  readonly reviewId: string;
  readonly leadId: string;
  /** What its owner had said of it when they saw this: the id of that. */
  readonly seen: string | undefined;
}

export const spotValue = ({
  reviewId,
  leadId,
  seen,
}: Omit<SpotValue, 'seen'> & { readonly seen?: string | undefined }) =>
  seen === undefined ? `${reviewId} ${leadId}` : `${reviewId} ${leadId} ${seen}`;

/** Undefined for the id of a lead alone, which is judged at any time. */
export function spotIn(value: string): SpotValue | undefined {
  const [reviewId, leadId, seen] = value.split(' ');
  return reviewId && leadId ? { reviewId, leadId, seen } : undefined;
}

/** The n-th lead of a review: a menu's lines have no room for two ids. */
export const placeValue = (position: number): string => `@${position}`;

/** Which of the leads that a review asks for is meant, by its id, by that of one that has become one with it, or by its place. */
export const leadMeant = ({ leads, as }: Asked, value: string): string | undefined =>
  value.startsWith('@') ? leads[Number(value.slice(1)) - 1]?.leadId : as(value);
