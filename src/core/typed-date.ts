import { Temporal } from 'temporal-polyfill';
import { addDays } from './local-time.ts';

/**
 * Reads a day as people type it: `today`, `tomorrow`, `friday`, `3 March`, `March 3, 2027`, `2026-12-24`, in small letters. Without a
 * year it is the next such day from `notBefore` (YYYY-MM-DD) on, which also is what `today` means. Undefined for anything else.
 */
export function readDate(text: string, notBefore: string): string | undefined {
  const start = Temporal.PlainDate.from(notBefore);
  if (text === 'today') return notBefore;
  if (text === 'tomorrow') return addDays(notBefore, 1);
  const weekday = text.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(text)) : -1;
  if (weekday >= 0) return start.add({ days: (weekday + 1 - start.dayOfWeek + 7) % 7 }).toString();
  return readIso(text) ?? readDayAndMonth(text, start);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

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
