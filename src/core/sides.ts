import { SIDES, type Side } from './verdict.ts';

/** Somebody who has a part in what both teams do together, and for which team. */
export interface Sided {
  readonly personId: string;
  readonly side: Side;
}

/**
 * For which team each of these takes part. Who is in one does for it; who is in both, where there are fewer. Those who are in none are
 * left out.
 */
export function sidesOf(
  people: readonly { readonly personId: string; readonly teams: readonly Side[] }[],
): readonly Sided[] {
  const chosen: Sided[] = [];
  for (const { personId, teams } of people.toSorted((a, b) => a.teams.length - b.teams.length)) {
    const side = teams.toSorted((a, b) => countOf(chosen, a) - countOf(chosen, b))[0];
    if (side !== undefined) chosen.push({ personId, side });
  }
  return chosen;
}

export const countOf = (people: readonly Pick<Sided, 'side'>[], wanted: Side): number =>
  people.filter(({ side }) => side === wanted).length;

/** Which team nobody takes part for; undefined if somebody does for both. */
export function missingSide(people: readonly Pick<Sided, 'side'>[]): `no-${Side}` | undefined {
  const missing = SIDES.find((side) => countOf(people, side) === 0);
  return missing && `no-${missing}`;
}
