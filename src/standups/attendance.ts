import type { Team } from '../core/person-days.ts';
import type { StandupSlot } from './ritual.ts';

/** How many of a team have answered; people who are off are never missing. */
export interface Attendance {
  /** "Sales", "Marketing", "Others" for people of neither, or "Everyone" where there are no teams. */
  readonly team: string;
  readonly answered: number;
  readonly asked: number;
  /** Away, on a holiday, or off by their own word. */
  readonly off: number;
  /** They have said that they have nothing to add, or no time. */
  readonly skipped: number;
}

/** What a skip says whose person is off. */
export const OFF_TODAY = 'Off today';

/**
 * Counts each person once, in the first of their teams. Whoever joined today, can't be reached or could not be asked in time
 * doesn't count; neither does whoever was left in peace because of other messages.
 */
export function attendanceOf(
  slots: readonly StandupSlot[],
  teamsOf: (personId: string) => readonly Team[],
): Attendance[] {
  const counted = slots.filter((slot) => countsAs(slot) !== 'nothing');
  const groups = Map.groupBy(counted, ({ personId }) => groupOf(teamsOf(personId)));
  const isWithoutTeams = !groups.has('sales') && !groups.has('marketing');
  return GROUPS.flatMap((group) => {
    const all = groups.get(group);
    if (all === undefined) return [];
    const of = (kind: Count) => all.filter((slot) => countsAs(slot) === kind).length;
    const answered = of('answered');
    const team = group === 'others' && isWithoutTeams ? 'Everyone' : NAMES[group];
    return [{ team, answered, asked: answered + of('asked'), off: of('off'), skipped: of('skipped') }];
  });
}

/** Those who were asked and have said nothing. */
export const missingOf = (slots: readonly StandupSlot[]): readonly StandupSlot[] =>
  slots.filter((slot) => countsAs(slot) === 'asked');

/** Those whom Baton was too late to ask. */
export const notAskedOf = (slots: readonly StandupSlot[]): number =>
  slots.filter(({ state, promptedAt }) => state === 'bot-missed' && promptedAt === undefined).length;

type Count = 'answered' | 'asked' | 'off' | 'skipped' | 'nothing';

const OFF = new Set(['day-off', 'holiday', 'away']);

function countsAs({ state, reason, isOptional }: StandupSlot): Count {
  if (isOptional) return 'nothing';
  switch (state) {
    case 'answered':
      return 'answered';
    case 'pending':
    case 'sent':
    case 'missed':
      return 'asked';
    case 'skipped':
      return reason?.detail === OFF_TODAY ? 'off' : 'skipped';
    case 'excused':
      return OFF.has(reason?.code ?? '') ? 'off' : 'nothing';
    case 'bot-missed':
    case 'unreachable':
      return 'nothing';
  }
}

const GROUPS = ['sales', 'marketing', 'others'] as const;
type Group = (typeof GROUPS)[number];

const NAMES: Readonly<Record<Group, string>> = { sales: 'Sales', marketing: 'Marketing', others: 'Others' };

const groupOf = (teams: readonly Team[]): Group =>
  GROUPS.find((group) => teams.some((team) => team === group)) ?? 'others';
