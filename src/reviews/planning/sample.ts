import { seededOrder } from '../../core/seeded-order.ts';
import type { Draw } from './draw.ts';

/**
 * Why a lead is in a sample: marketing's question about its rejection is still open, how it ended, what went wrong on its way, or
 * that nobody has touched it. `working`: none of these; `chosen`: somebody put it in by its number.
 */
export const STRATA = [
  'questioned',
  'won',
  'lost',
  'rejected',
  'returned',
  'late',
  'untouched',
  'working',
  'chosen',
] as const;

export type Stratum = (typeof STRATA)[number];

/** A lead that may be drawn. `chosen`: it is none of those that the draw describes, but its number is among those of the draw. */
export interface Candidate {
  readonly leadId: string;
  readonly number: number;
  readonly stratum: Stratum;
}

/** A lead that was drawn, and why. */
export type SampledLead = Candidate;

/** What is known of a lead when leads are drawn. */
export interface LeadFacts {
  readonly stage: string;
  /** A question about its rejection waits for an answer. */
  readonly isQuestioned: boolean;
  /** It came back from the shelf, or whoever had it gave it back. */
  readonly cameBack: boolean;
  /** The promise of a first contact was broken. */
  readonly isLate: boolean;
  /** Somebody has tried to reach the person. */
  readonly isContacted: boolean;
  /** It came so late that nobody can be said to have left it alone. */
  readonly isNew: boolean;
}

/** The first of these that is true of a lead. */
export function stratumOf({ stage, isQuestioned, cameBack, isLate, isContacted, isNew }: LeadFacts): Stratum {
  if (isQuestioned) return 'questioned';
  if (stage === 'customer') return 'won';
  if (stage === 'lost' || stage === 'rejected') return stage;
  if (cameBack) return 'returned';
  if (isLate) return 'late';
  return isContacted || isNew ? 'working' : 'untouched';
}

/**
 * The leads of a review, in the order of its thread: from each stratum as many as from each other, as far as there are so many;
 * ordinary ones fill up. The same seed draws the same leads of the same candidates, in whatever order these come, and one candidate
 * more changes at most one place. Those whose numbers the draw names are in it, beyond its size if they must; those that it leaves
 * out are not, and others take their places.
 */
export function drawSample(candidates: readonly Candidate[], draw: Draw, seed: string): SampledLead[] {
  const leftOut = new Set(draw.leftOut);
  const possible = unique(candidates).filter(({ number }) => !leftOut.has(number));
  const ordered = Map.groupBy(
    seededOrder(possible, seed, ({ leadId }) => leadId),
    ({ stratum }) => stratum,
  );
  const of = (stratum: Stratum): readonly Candidate[] => ordered.get(stratum) ?? [];

  const size = Math.max(0, draw.size);
  const even = inTurns(EVEN.map(of), size);
  const drawn = [...even, ...of('working').slice(0, size - even.length)];
  const wanted = possible.filter(({ number }) => draw.numbers?.includes(number));
  const chosen = wanted.filter((one) => !drawn.includes(one)).map((one) => ({ ...one, stratum: 'chosen' as const }));
  return [...drawn, ...chosen.toSorted((a, b) => a.number - b.number)];
}

/** What gets as many places as each other of them. */
const EVEN = STRATA.filter((stratum) => stratum !== 'working' && stratum !== 'chosen');

/** The first of each list, then the second of each, until there are `most`; those of one list together. */
function inTurns<T>(lists: readonly (readonly T[])[], most: number): T[] {
  const taken = lists.map(() => 0);
  let left = Math.min(
    most,
    lists.reduce((sum, list) => sum + list.length, 0),
  );
  for (let turn = 0; left > 0; turn++)
    for (const [place, list] of lists.entries()) {
      if (left === 0 || turn >= list.length) continue;
      taken[place] = turn + 1;
      left--;
    }
  return lists.flatMap((list, place) => list.slice(0, taken[place]));
}

/** Whoever is named twice is one lead. */
const unique = (candidates: readonly Candidate[]): Candidate[] => [
  ...new Map(candidates.map((one) => [one.leadId, one])).values(),
];
