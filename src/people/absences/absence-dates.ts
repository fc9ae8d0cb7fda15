import { Temporal } from 'temporal-polyfill';
import { readDate } from '../../core/typed-date.ts';

/** Local dates, both inclusive, as YYYY-MM-DD. */
export interface DateRange {
  readonly fromOn: string;
  readonly untilOn: string;
}

const LONGEST_DAYS = 366;

/**
 * Reads what a person types after `/baton away`: `until Friday`, `until 3 March`, `2026-12-24 to 2027-01-02`, `today`, `tomorrow`.
 * Days without a year are the next such day from `today` (YYYY-MM-DD) on.
 */
export function readAbsence(text: string, today: string): DateRange | { readonly fault: string } {
  const [first = '', second] = text
    .trim()
    .toLowerCase()
    .replace(/^from\s+/, '')
    .split(/\s*(?:\bto\b|\buntil\b|–|\.\.)\s*/);
  const from = first === '' ? today : readDate(first, today);
  if (from === undefined) return { fault: UNREADABLE };
  const until = second === undefined ? from : readDate(second, from);
  if (until === undefined) return { fault: UNREADABLE };
  return checkAbsence({ fromOn: from, untilOn: until }, today);
}

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
