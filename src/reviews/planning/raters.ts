import type { Instant } from '../../core/instants.ts';
import { weekdayOf } from '../../core/local-time.ts';
import type { PersonDays } from '../../core/person-days.ts';
import { seededOrder } from '../../core/seeded-order.ts';
import type { Sided } from '../../core/sides.ts';
import { SIDES, type Side } from '../../core/verdict.ts';

/** Somebody of one of the two teams, on the day on which raters are chosen. */
export interface PossibleRater {
  readonly personId: string;
  /** For which team they would judge. */
  readonly side: Side;
  readonly isGuest: boolean;
  /** They are away on that day, or have it off. */
  readonly isAway: boolean;
  /** When a review last asked them; undefined if none ever did. */
  readonly lastAskedAt: Instant | undefined;
}

/** How many of each team judge unless somebody chooses otherwise. */
export const RATERS_A_SIDE = 2;

/** Whether somebody is away on a date where they are, or has it off. */
export const isOff = (
  { absences, holidays, workingDays }: Pick<PersonDays, 'absences' | 'holidays' | 'workingDays'>,
  on: string,
): boolean =>
  absences.some(({ fromOn, untilOn }) => fromOn <= on && on <= untilOn) ||
  holidays.some((holiday) => holiday.on === on) ||
  !workingDays.includes(weekdayOf(on));

/**
 * Who judges unless somebody chooses: of each team those who were asked longest ago, as far as they are here; among those asked at
 * the same time, or never, the seed decides. Fewer if there are fewer. Who is in both teams judges for one.
 */
export function defaultRaters(people: readonly PossibleRater[], seed: string, aSide: number = RATERS_A_SIDE): Sided[] {
  const here = people.filter(({ isGuest, isAway }) => !isGuest && !isAway);
  const chosen = new Map<string, Sided>();
  for (const side of SIDES) {
    const fair = seededOrder(
      here.filter((one) => one.side === side && !chosen.has(one.personId)),
      seed,
      ({ personId }) => personId,
    ).toSorted((a, b) => (a.lastAskedAt ?? -Infinity) - (b.lastAskedAt ?? -Infinity) || 0);
    for (const { personId } of fair.slice(0, aSide)) chosen.set(personId, { personId, side });
  }
  return [...chosen.values()];
}
