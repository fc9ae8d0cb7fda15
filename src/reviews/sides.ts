import { SIDES, type Side } from '../core/verdict.ts';
import type { ChosenRater } from './raters.ts';

/** In results that name nobody each team needs so many, or it would be plain who has said what. */
export const ANONYMOUS_A_SIDE = 3;

/** Which team nobody judges for; undefined if somebody does for both. */
export function sidesFault(raters: readonly ChosenRater[]): 'no-sales' | 'no-marketing' | undefined {
  const missing = SIDES.find((side) => countOf(raters, side) === 0);
  return missing && (`no-${missing}` as const);
}

export const isAnonymousEnough = (raters: readonly ChosenRater[]): boolean =>
  SIDES.every((side) => countOf(raters, side) >= ANONYMOUS_A_SIDE);

/**
 * For which team each of these judges. Who has a part in one judges for it; who has one in both judges where there are fewer. Those
 * who have none are left out.
 */
export function sidesOf(
  people: readonly { readonly personId: string; readonly teams: readonly Side[] }[],
): ChosenRater[] {
  const chosen: ChosenRater[] = [];
  for (const { personId, teams } of people.toSorted((a, b) => a.teams.length - b.teams.length)) {
    const side = teams.toSorted((a, b) => countOf(chosen, a) - countOf(chosen, b))[0];
    if (side !== undefined) chosen.push({ personId, side });
  }
  return chosen;
}

const countOf = (raters: readonly ChosenRater[], wanted: Side): number =>
  raters.filter(({ side }) => side === wanted).length;
