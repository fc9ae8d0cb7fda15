import type { WeeklyHours } from '../../core/calendar.ts';
import { WEEKDAYS, type Weekday } from '../../core/opening-hours.ts';
import type { Team } from '../../core/person-days.ts';

/** Whose working days these are. */
export type Scope = 'company' | Team;

/** The working days that were set; what is missing was never set. */
export type WorkingDayRules = Readonly<Partial<Record<Scope, readonly Weekday[]>>>;

const MONDAY_TO_FRIDAY: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/**
 * TIME-7: the days of somebody's own hours, else those of their teams, else the company's, else Monday to Friday.
 * Who is in two teams works on the days of both.
 */
export function workingDaysOf(
  ownHours: WeeklyHours | undefined,
  teams: readonly Team[],
  rules: WorkingDayRules,
): readonly Weekday[] {
  if (ownHours !== undefined) return WEEKDAYS.filter((day) => (ownHours[day] ?? []).length > 0);
  const company = rules.company ?? MONDAY_TO_FRIDAY;
  if (teams.length === 0) return company;
  const days = new Set(teams.flatMap((team) => rules[team] ?? company));
  return WEEKDAYS.filter((day) => days.has(day));
}

/** Nine to five on these days: the hours of somebody who has not told us theirs. */
export function nineToFive(days: readonly Weekday[]): WeeklyHours {
  return Object.fromEntries(days.map((day) => [day, NINE_TO_FIVE]));
}

const NINE_TO_FIVE = [['09:00', '17:00']] as const;

/** Days of the week as they are stored and chosen, in the order of the week; what is no day is left out. */
export function weekdaysIn(names: readonly string[]): readonly Weekday[] {
  return WEEKDAYS.filter((day) => names.includes(day));
}

/** "Mon–Fri", "Sun–Thu", "Mon, Wed, Fri", "every day". */
export function daysText(days: readonly Weekday[]): string {
  if (days.length === WEEKDAYS.length) return 'every day';
  return runsOf(days)
    .flatMap((run) => (run.length > 2 ? [`${short(run[0])}–${short(run.at(-1))}`] : run.map(short)))
    .join(', ');
}

/** Days in a row; a row may go over the end of the week. */
function runsOf(days: readonly Weekday[]): Weekday[][] {
  const runs: Weekday[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(last) + 1) run.push(day);
    else runs.push([day]);
  }
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined || runs.length < 2) return runs;
  if (first[0] !== 'mon' || last.at(-1) !== 'sun') return runs;
  return [[...last, ...first], ...runs.slice(1, -1)];
}

const short = (day: Weekday | undefined): string => (day === undefined ? '' : day[0]?.toUpperCase() + day.slice(1));
