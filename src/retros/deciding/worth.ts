/** How often each answer from 1 to 5 was given, and how often of what people may know. */
export interface WorthCount {
  readonly score: number;
  readonly given: number;
  readonly shown: number;
}

export const SCORES = [1, 2, 3, 4, 5] as const;

/** What came of saying it. */
export interface WorthOutcome {
  readonly kind: 'given' | 'given-already' | 'not-found' | 'not-theirs' | 'not-closed';
}

/** From so many answers on they say nothing of anybody. */
export const LEAST_SHOWN = 3;

/**
 * What may be shown after one more answer. Only three more at once: whoever looks before and after would otherwise read what the one in
 * between has said.
 */
export function published(counts: readonly WorthCount[]): readonly WorthCount[] {
  const isEnough = totalOf(counts, 'given') - totalOf(counts, 'shown') >= LEAST_SHOWN;
  return isEnough ? counts.map((one) => ({ ...one, shown: one.given })) : counts;
}

/** What people may know: of how many answers the mean is what; undefined of too few. */
export function worthOf(counts: readonly WorthCount[]): { readonly n: number; readonly mean: number } | undefined {
  const n = totalOf(counts, 'shown');
  if (n < LEAST_SHOWN) return undefined;
  const sum = counts.reduce((all, { score, shown }) => all + score * shown, 0);
  return { n, mean: sum / n };
}

const totalOf = (counts: readonly WorthCount[], what: 'given' | 'shown'): number =>
  counts.reduce((all, one) => all + one[what], 0);
