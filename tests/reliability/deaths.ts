import type { Death } from './kill-run.ts';

export interface Choice {
  /** All of them, before and after. */
  readonly isEverywhere: boolean;
  /** Those at which the story always dies on both sides. */
  readonly always?: RegExp | undefined;
  /** How many of the others, and what decides which, and on which side. */
  readonly count: number;
  readonly seed: number;
}

/** Where to die in a story that crosses these boundaries: everywhere, or at some that are spread over all of it. */
export function chooseDeaths(boundaries: readonly string[], choice: Choice): Death[] {
  const { isEverywhere, always, seed, count } = choice;
  const all = boundaries.map((_, index) => index + 1);
  if (isEverywhere) return all.flatMap(onBothSides);
  const fixed = all.filter((at) => always?.test(boundaries[at - 1] ?? ''));
  const step = Math.max(1, Math.ceil(all.length / count));
  const some = all.filter((at) => at % step === seed % step && !fixed.includes(at));
  return [
    ...fixed.flatMap(onBothSides),
    ...some.map((at, index) => ({ at, side: (seed + index) % 2 === 0 ? 'before' : 'after' }) as const),
  ];
}

const onBothSides = (at: number): Death[] => [
  { at, side: 'before' },
  { at, side: 'after' },
];
