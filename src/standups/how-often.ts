import { Temporal } from 'temporal-polyfill';
import { addDays } from '../core/local-time.ts';
import { WEEKDAY_NAMES, type Weekday } from '../core/opening-hours.ts';
import { dayText } from './day-text.ts';
import type { StandupConfig } from './ritual.ts';
import { weekOf } from './week.ts';

type Recurrence = StandupConfig['recurrence'];
type Nth = Extract<Recurrence, { kind: 'monthly' }>['nth'];

/** How often a standup is held; its days are a field of their own (TIME-9). */
export type HowOften =
  | { readonly kind: 'weekly' }
  /** Counted from the week of a date. */
  | { readonly kind: 'biweekly'; readonly anchorOn: string }
  | { readonly kind: 'monthly'; readonly nth: Nth };

export const EVERY_WEEK: HowOften = { kind: 'weekly' };

export function howOftenOf(recurrence: Recurrence): HowOften {
  switch (recurrence.kind) {
    case 'weekly':
      return EVERY_WEEK;
    case 'biweekly':
      return { kind: 'biweekly', anchorOn: recurrence.anchorOn };
    case 'monthly':
      return { kind: 'monthly', nth: recurrence.nth };
  }
}

/** Undefined for a monthly one with no day or several: which of them would it be? */
export function recurrenceOf(often: HowOften, days: readonly Weekday[]): Recurrence | undefined {
  if (often.kind === 'weekly') return { kind: 'weekly', days };
  if (often.kind === 'biweekly') return { kind: 'biweekly', days, anchorOn: often.anchorOn };
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

/** Which of the choices of a date is meant. */
export function howOftenValue(often: HowOften, today: string): string {
  if (often.kind === 'weekly') return 'weekly';
  if (often.kind === 'monthly') return `monthly ${often.nth}`;
  const [monday = today] = weekOf(today);
  return `biweekly ${addDays(monday, isHeldInWeekOf(often.anchorOn, monday) ? 0 : 7)}`;
}

/** Reads such a value; undefined for anything else. */
export function readHowOften(value: string): HowOften | undefined {
  const [kind, rest = ''] = value.split(' ');
  if (kind === 'weekly') return EVERY_WEEK;
  if (kind === 'biweekly' && isDate(rest)) return { kind, anchorOn: rest };
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
    case 'monthly':
      return `${wordOf(often.nth)} ${names} of the month`;
  }
}

function isHeldInWeekOf(anchorOn: string, monday: string): boolean {
  const [first = anchorOn] = weekOf(anchorOn);
  const weeks = Temporal.PlainDate.from(first).until(monday, { largestUnit: 'weeks' }).weeks;
  return weeks % 2 === 0;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
