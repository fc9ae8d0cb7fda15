import { Temporal } from 'temporal-polyfill';
import { addDays } from './local-time.ts';

/**
 * Reads a day as people type it: `today`, `tomorrow`, `friday`, `3 March`, `March 3rd, 2027`, `2026-12-24`, in small letters. Without a
 * year it is the next such day from `notBefore` (YYYY-MM-DD) on, which also is what `today` means. Undefined for anything else.
 */
export function readDate(text: string, notBefore: string): string | undefined {
  if (text === 'today') return notBefore;
  if (text === 'tomorrow') return addDays(notBefore, 1);
  return readDay(text, notBefore, 1);
}

/**
 * The same where what has been is asked for: `today`, `yesterday`, `monday`, `3 March`. Without a year it is the last such day up to
 * `today`, which counts; `tomorrow` is what it always is.
 */
export function readPastDate(text: string, today: string): string | undefined {
  if (text === 'today') return today;
  if (text === 'yesterday') return addDays(today, -1);
  if (text === 'tomorrow') return addDays(today, 1);
  return readDay(text, today, -1);
}

/** The day with which a text begins, as `readDate` reads it, perhaps after `until` or `on`, and what follows it: all of it, if it begins with none. */
export function leadingDate(text: string, notBefore: string): { on: string | undefined; rest: string } {
  const words = text.trim().split(/\s+/);
  const from = /^(?:until|till|on)$/i.test(words[0] ?? '') ? 1 : 0;
  for (let count = from + LONGEST_DATE; count > from; count -= 1) {
    const on = count > words.length ? undefined : readDate(words.slice(from, count).join(' ').toLowerCase(), notBefore);
    if (on !== undefined) return { on, rest: words.slice(count).join(' ') };
  }
  return { on: undefined, rest: text.trim() };
}

/** `3rd March 2027` */
const LONGEST_DATE = 3;

/** The month (1 to 12) that a word in small letters means: `march`, `mar`, `sept`. */
export function monthCalled(word: string): number | undefined {
  const at = word.length < 3 ? -1 : MONTHS.findIndex((name) => name.startsWith(word));
  if (at >= 0) return at + 1;
  return word === 'sept' ? 9 : undefined;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Whether days without a year lie ahead or behind. */
type Way = 1 | -1;

function readDay(text: string, from: string, way: Way): string | undefined {
  const weekday = text.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(text)) : -1;
  if (weekday >= 0) {
    const off = (way * (weekday + 1 - Temporal.PlainDate.from(from).dayOfWeek) + 7) % 7;
    return addDays(from, way * off);
  }
  return readIso(text) ?? readDayAndMonth(text, Temporal.PlainDate.from(from), way);
}

function readIso(text: string): string | undefined {
  const [year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.slice(1).map(Number) ?? [];
  return dateFrom(year, month, day)?.toString();
}

const DAY_AND_MONTH =
  /^(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s+([a-z]{3,})|([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)(?:[.,]?\s+(\d{4})|\.)?$/;

function readDayAndMonth(text: string, from: Temporal.PlainDate, way: Way): string | undefined {
  const words = DAY_AND_MONTH.exec(text);
  const day = Number(words?.[1] ?? words?.[4]);
  const month = monthCalled(words?.[2] ?? words?.[3] ?? '');
  if (words === null || month === undefined) return undefined;
  if (words[5] !== undefined) return dateFrom(Number(words[5]), month, day)?.toString();
  // Of 29 February the next one may be eight years off.
  for (let years = 0; years <= 8; years += 1) {
    const date = dateFrom(from.year + way * years, month, day);
    if (date !== undefined && way * Temporal.PlainDate.compare(date, from) >= 0) return date.toString();
  }
  return undefined;
}

function dateFrom(year = 0, month = 0, day = 0): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
