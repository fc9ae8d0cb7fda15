import { countOf, type Sided } from '../core/sides.ts';
import { SIDES } from '../core/verdict.ts';

/** In results that name nobody each team needs so many, or it would be plain who has said what. */
export const ANONYMOUS_A_SIDE = 3;

export const isAnonymousEnough = (raters: readonly Sided[]): boolean =>
  SIDES.every((side) => countOf(raters, side) >= ANONYMOUS_A_SIDE);
