import { Temporal } from 'temporal-polyfill';
import { dayText } from './day-text.ts';
import { addDays } from './local-time.ts';
import { WEEKDAY_NAMES, type Weekday } from './opening-hours.ts';
import { weekOf } from './week-days.ts';

/** On which days something is held that recurs (TIME-9). */
export type Recurrence =
  | { readonly kind: 'weekly'; readonly days: readonly Weekday[] }
  | { readonly kind: 'biweekly'; readonly days: readonly Weekday[]; readonly anchorOn: string }
  | { readonly kind: 'every'; readonly weeks: Weeks; readonly days: readonly Weekday[]; readonly anchorOn: string }
  | { readonly kind: 'monthly'; readonly nth: 1 | 2 | 3 | 4 | 'last'; readonly day: Weekday };
/** How many weeks lie between two times, where it is neither one nor two: a sprint. */
type Weeks = 3 | 4;
type Nth = Extract<Recurrence, { kind: 'monthly' }>['nth'];

/** How often it is held; its days are a field of their own (TIME-9). */
export type HowOften =
  | { readonly kind: 'weekly' }
  /** Counted from the week of a date. */
  | { readonly kind: 'biweekly'; readonly anchorOn: string }
  | { readonly kind: 'every'; readonly weeks: Weeks; readonly anchorOn: string }
  | { readonly kind: 'monthly'; readonly nth: Nth };

export const EVERY_WEEK: HowOften = { kind: 'weekly' };

export function howOftenOf(recurrence: Recurrence): HowOften {
  switch (recurrence.kind) {
    case 'weekly':
      return EVERY_WEEK;
    case 'biweekly':
      return { kind: 'biweekly', anchorOn: recurrence.anchorOn };
    case 'every':
      return { kind: 'every', weeks: recurrence.weeks, anchorOn: recurrence.anchorOn };
    case 'monthly':
      return { kind: 'monthly', nth: recurrence.nth };
  }
}

/** Undefined for a monthly one with no day or several: which of them would it be? */
export function recurrenceOf(often: HowOften, days: readonly Weekday[]): Recurrence | undefined {
  if (often.kind === 'weekly') return { kind: 'weekly', days };
  if (often.kind === 'biweekly') return { kind: 'biweekly', days, anchorOn: often.anchorOn };
  if (often.kind === 'every') return { kind: 'every', weeks: often.weeks, days, anchorOn: often.anchorOn };
  const [day] = days;
  return day === undefined || days.length > 1 ? undefined : { kind: 'monthly', nth: often.nth, day };
}

const NTHS: readonly { readonly nth: Nth; readonly word: string }[] = [
  { nth: 1, word: 'first' },
  { nth: 2, word: 'second' },
  { nth: 3, word: 'third' },
  { nth: 4, word: 'fourth' },
  { nth: 'last', word: 'last' },
];

const wordOf = (nth: Nth): string => NTHS.find((one) => one.nth === nth)?.word ?? 'first';

/** What the form offers on a date (YYYY-MM-DD), as values that a form sends back and words. */
export function howOftenChoices(today: string): readonly { readonly value: string; readonly text: string }[] {
  const [monday = today] = weekOf(today);
  return [
    { value: 'weekly', text: 'Every week' },
    { value: `biweekly ${monday}`, text: 'Every two weeks, this week too' },
    { value: `biweekly ${addDays(monday, 7)}`, text: 'Every two weeks, from next week' },
    ...NTHS.map(({ nth, word }) => ({ value: `monthly ${nth}`, text: `Once a month, the ${word} such day` })),
  ];
}

/** The same where it may also be once a sprint. */
export function sprintChoices(today: string): readonly { readonly value: string; readonly text: string }[] {
  const [monday = today] = weekOf(today);
  const sprints = SPRINTS.flatMap(({ weeks, word }) =>
    FROM.slice(0, weeks).map((from, at) => ({
      value: `every-${weeks} ${addDays(monday, 7 * at)}`,
      text: `Every ${word} weeks, ${from}`,
    })),
  );
  return [...howOftenChoices(today), ...sprints];
}

const SPRINTS: readonly { readonly weeks: Weeks; readonly word: string }[] = [
  { weeks: 3, word: 'three' },
  { weeks: 4, word: 'four' },
];
const FROM = ['this week too', 'from next week', 'in two weeks first', 'in three weeks first'];
const wordFor = (weeks: Weeks): string => SPRINTS.find((one) => one.weeks === weeks)?.word ?? 'three';

/** Which of the choices of a date is meant. */
export function howOftenValue(often: HowOften, today: string): string {
  if (often.kind === 'weekly') return 'weekly';
  if (often.kind === 'monthly') return `monthly ${often.nth}`;
  const [monday = today] = weekOf(today);
  const weeks = often.kind === 'every' ? often.weeks : 2;
  const first = addDays(monday, 7 * weeksUntilNext(often.anchorOn, monday, weeks));
  return often.kind === 'every' ? `every-${weeks} ${first}` : `biweekly ${first}`;
}

/** Reads such a value; undefined for anything else. */
export function readHowOften(value: string): HowOften | undefined {
  const [kind, rest = ''] = value.split(' ');
  if (kind === 'weekly') return EVERY_WEEK;
  if (kind === 'biweekly' && isDate(rest)) return { kind, anchorOn: rest };
  const sprint = SPRINTS.find(({ weeks }) => kind === `every-${weeks}`);
  if (sprint !== undefined && isDate(rest)) return { kind: 'every', weeks: sprint.weeks, anchorOn: rest };
  const nth = NTHS.find((one) => String(one.nth) === rest)?.nth;
  return kind === 'monthly' && nth !== undefined ? { kind, nth } : undefined;
}

/** "Every two weeks, next on Mon 7 Dec" */
export function howOftenText(recurrence: Recurrence, nextOn: string | undefined): string {
  const next = nextOn === undefined ? '' : `, next on ${dayText(nextOn)}`;
  switch (recurrence.kind) {
    case 'weekly':
      return `Every week${next}`;
    case 'biweekly':
      return `Every two weeks${next}`;
    case 'every':
      return `Every ${wordFor(recurrence.weeks)} weeks${next}`;
    case 'monthly':
      return `Every ${wordOf(recurrence.nth)} ${WEEKDAY_NAMES[recurrence.day]} of the month${next}`;
  }
}

/** For a list: "Mon, Tue", "Mon every two weeks", "first Mon of the month" */
export function daysAndHowOften(often: HowOften, days: readonly Weekday[]): string {
  const names = days.map((day) => WEEKDAY_NAMES[day].slice(0, 3)).join(', ');
  switch (often.kind) {
    case 'weekly':
      return names;
    case 'biweekly':
      return `${names} every two weeks`;
    case 'every':
      return `${names} every ${wordFor(often.weeks)} weeks`;
    case 'monthly':
      return `${wordOf(often.nth)} ${names} of the month`;
  }
}

/** How many weeks from that of `monday` on until it is held next. */
function weeksUntilNext(anchorOn: string, monday: string, every: number): number {
  const [first = anchorOn] = weekOf(anchorOn);
  const weeks = Temporal.PlainDate.from(first).until(monday, { largestUnit: 'weeks' }).weeks;
  return ((-weeks % every) + every) % every;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
