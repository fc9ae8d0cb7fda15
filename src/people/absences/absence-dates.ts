import { Temporal } from 'temporal-polyfill';
import { readDate, readPastDate } from '../../core/typed-date.ts';

/** Local dates, both inclusive, as YYYY-MM-DD. */
export interface DateRange {
  readonly fromOn: string;
  readonly untilOn: string;
}

const LONGEST_DAYS = 366;

/**
 * Reads what a person types after `/baton away`: `until Friday`, `3 to 7 March`, `2026-12-24 to 2027-01-02`, `today`, `tomorrow`.
 * Days without a year are the next such day from `today` (YYYY-MM-DD) on; but a range that has begun, such as `24 Dec to 2 Jan` on
 * 27 December, is that of now.
 */
export function readAbsence(text: string, today: string): DateRange | { readonly fault: string } {
  const [first = '', second] = text
    .trim()
    .toLowerCase()
    .replace(/^from\s+/, '')
    .split(/\s*(?:\b(?:to|until|till|through)\b|–|—|\.\.|(?<=\s)-(?=\s))\s*/);
  const from = first === '' ? today : readDate(withMonthOf(second, first), today);
  if (from === undefined) return { fault: UNREADABLE };
  const until = second === undefined ? from : readDate(second, from);
  if (until === undefined) return { fault: UNREADABLE };
  return checkAbsence(begun(first, second, today) ?? { fromOn: from, untilOn: until }, today);
}

/** `3 to 7 March` begins on 3 March. */
const withMonthOf = (second = '', first: string): string =>
  /^\d{1,2}(?:st|nd|rd|th|\.)?$/.test(first)
    ? `${first} ${/[a-z]{3,}\.?(?:,?\s+\d{4})?$/.exec(second)?.[0] ?? ''}`
    : first;

/** Days of a month that were lately, to days that are soon. Weekdays always lie ahead. */
function begun(first: string, second: string | undefined, today: string): DateRange | undefined {
  if (second === undefined || !/\d/.test(first)) return undefined;
  const fromOn = readPastDate(withMonthOf(second, first), today);
  const untilOn = readDate(second, today);
  if (fromOn === undefined || untilOn === undefined || fromOn > today || fromOn > untilOn) return undefined;
  const days = Temporal.PlainDate.from(fromOn).until(untilOn).days;
  return days <= LONGEST_BEGUN_DAYS ? { fromOn, untilOn } : undefined;
}

const LONGEST_BEGUN_DAYS = 62;

/** The same rules for dates that were picked in a modal. */
export function checkAbsence(range: DateRange, today: string): DateRange | { readonly fault: string } {
  if (range.untilOn < range.fromOn) return { fault: 'The last day is before the first one. Swap them, please.' };
  if (range.untilOn < today) return { fault: 'Those days are over. Pick days from today on.' };
  const days = Temporal.PlainDate.from(range.fromOn).until(range.untilOn).days;
  if (days > LONGEST_DAYS) return { fault: 'That is more than a year. Pick a day within a year.' };
  return range;
}

const UNREADABLE =
  'I could not read those days. Write for example “until Friday”, “until 3 March” or “2026-12-24 to 2027-01-02”.';
