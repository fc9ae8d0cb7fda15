import type { Death } from './kill-run.ts';

export interface Choice {
  /** All of them, before and after. */
  readonly isEverywhere: boolean;
  /** Decides which, and on which side. */
  readonly seed: number;
  /** How many of those that are not always chosen. */
  readonly count: number;
}

/** What a lead's fate hangs on; `npm test` always dies there. */
const ALWAYS = /^(commit deliveries|answer POST|commit leads lead_events jobs notices)/;

/** Where to die in a story that crosses these boundaries: everywhere, or at some that are spread over all of it. */
export function chooseDeaths(boundaries: readonly string[], { isEverywhere, seed, count }: Choice): Death[] {
  const all = boundaries.map((_, index) => index + 1);
  if (isEverywhere) return all.flatMap(onBothSides);
  const always = all.filter((at) => ALWAYS.test(boundaries[at - 1] ?? ''));
  const step = Math.max(1, Math.ceil(all.length / count));
  const some = all.filter((at) => at % step === seed % step && !always.includes(at));
  return [
    ...always.flatMap(onBothSides),
    ...some.map((at, index) => ({ at, side: (seed + index) % 2 === 0 ? 'before' : 'after' }) as const),
  ];
}

const onBothSides = (at: number): Death[] => [
  { at, side: 'before' },
  { at, side: 'after' },
];
