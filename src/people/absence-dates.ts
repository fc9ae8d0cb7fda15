import { Temporal } from 'temporal-polyfill';

/** Local dates, both inclusive, as YYYY-MM-DD. */
export interface DateRange {
  readonly fromOn: string;
  readonly untilOn: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
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

function readDate(text: string, notBefore: string): string | undefined {
  const start = Temporal.PlainDate.from(notBefore);
  if (text === 'today') return notBefore;
  if (text === 'tomorrow') return start.add({ days: 1 }).toString();
  const weekday = text.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(text)) : -1;
  if (weekday >= 0) return start.add({ days: (weekday + 1 - start.dayOfWeek + 7) % 7 }).toString();
  return readIso(text) ?? readDayAndMonth(text, start);
}

function readIso(text: string): string | undefined {
  const [year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.slice(1).map(Number) ?? [];
  return dateFrom(year, month, day)?.toString();
}

function readDayAndMonth(text: string, start: Temporal.PlainDate): string | undefined {
  const words = /^(?:(\d{1,2})\.?\s+([a-z]{3,})|([a-z]{3,})\s+(\d{1,2}))(?:,?\s+(\d{4}))?$/.exec(text);
  if (words === null) return undefined;
  const day = Number(words[1] ?? words[4]);
  const month = MONTHS.indexOf((words[2] ?? words[3] ?? '').slice(0, 3)) + 1;
  if (words[5] !== undefined) return dateFrom(Number(words[5]), month, day)?.toString();
  const thisYear = dateFrom(start.year, month, day);
  if (thisYear !== undefined && Temporal.PlainDate.compare(thisYear, start) >= 0) return thisYear.toString();
  return dateFrom(start.year + 1, month, day)?.toString();
}

function dateFrom(year = 0, month = 0, day = 0): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
