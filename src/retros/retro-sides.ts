import { SIDES, type Side } from '../core/verdict.ts';
import type { RetroPerson } from './retro.ts';

/** Somebody who takes part, and for which team. */
export type Participant = Pick<RetroPerson, 'personId' | 'side'>;

/** So few could tell who has written what. */
export const LEAST_UNNAMED = 3;

/**
 * For which team each of these takes part. Who has a part in one does for it; who has one in both, where there are fewer. Those who
 * have none are left out.
 */
export function sidesOf(
  people: readonly { readonly personId: string; readonly teams: readonly Side[] }[],
): Participant[] {
  const chosen: Participant[] = [];
  for (const { personId, teams } of people.toSorted((a, b) => a.teams.length - b.teams.length)) {
    const side = teams.toSorted((a, b) => countOf(chosen, a) - countOf(chosen, b))[0];
    if (side !== undefined) chosen.push({ personId, side });
  }
  return chosen;
}

/** Why these can't hold a retro; undefined if they can. */
export type PeopleFault = 'no-sales' | 'no-marketing' | 'too-few-unnamed';

export function peopleFault(participants: readonly Participant[], isAnonymous: boolean): PeopleFault | undefined {
  const missing = SIDES.find((side) => countOf(participants, side) === 0);
  if (missing !== undefined) return `no-${missing}`;
  return isAnonymous && participants.length < LEAST_UNNAMED ? 'too-few-unnamed' : undefined;
}

const countOf = (participants: readonly Participant[], wanted: Side): number =>
  participants.filter(({ side }) => side === wanted).length;
