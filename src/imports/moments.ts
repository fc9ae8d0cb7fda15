import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../core/instants.ts';
import { addDays, instantAt } from '../core/local-time.ts';
import { remembered } from '../core/remembered.ts';
import { monthCalled } from '../core/typed-date.ts';

/** Whether 3/4 is the third of April or the fourth of March. */
export type DateOrder = 'day-first' | 'month-first';

export type Moment =
  | { readonly kind: 'at'; readonly at: Instant }
  /** Both orders make a date of it, and nobody has said which one holds. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unreadable' };

const ISO_DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const OTHER_DATE = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})/;
/** `2 March 2026`, `02-Mar-26`, `Mon, 02 Mar 2026`. */
const DAY_MONTH = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})[.,]?[\s-]+(\d{4}|\d{2})\b/i;
/** `Mar 2, 2026`. */
const MONTH_DAY = /^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/i;
const TIME =
  /^(?:[T, ]\s*)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*(?:Uhr)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A date, or a date and a time, as CRMs and spreadsheets write them, months in digits or in English; without a time the beginning of
 * the day, without an offset in `zone`. Numbers of ten or thirteen digits are seconds or milliseconds since 1970.
 */
export function readMoment(text: string, { order, zone }: { order: DateOrder | undefined; zone: string }): Moment {
  const typed = text.trim();
  if (/^\d{13}$/.test(typed)) return { kind: 'at', at: Number(typed) };
  if (/^\d{10}$/.test(typed)) return { kind: 'at', at: Number(typed) * 1_000 };
  const iso = ISO_DATE.exec(typed);
  if (iso !== null) return momentOf(dateOf(iso[1], iso[2], iso[3]), typed.slice(iso[0].length), zone);
  const other = OTHER_DATE.exec(typed);
  if (other === null) return named(typed, zone);
  const [whole, first, sign, second, year] = other;
  const dayFirst = dateOf(inFull(year), second, first);
  const monthFirst = dateOf(inFull(year), first, second);
  // Nobody writes a point between month and day the other way round.
  const meant = sign === '.' ? 'day-first' : order;
  const rest = typed.slice(whole.length);
  if (meant === 'day-first') return momentOf(dayFirst, rest, zone);
  if (meant === 'month-first') return momentOf(monthFirst, rest, zone);
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) return { kind: 'ambiguous' };
  return momentOf(dayFirst ?? monthFirst, rest, zone);
}

/** A date whose month is a word, which leaves no doubt about the order. */
function named(typed: string, zone: string): Moment {
  const [beginning, day, month, year] = DAY_MONTH.exec(typed) ?? [];
  if (beginning !== undefined)
    return momentOf(dateOf(inFull(year), monthOf(month), day), typed.slice(beginning.length), zone);
  const [whole, name, date, inYear] = MONTH_DAY.exec(typed) ?? [];
  if (whole === undefined) return { kind: 'unreadable' };
  return momentOf(dateOf(inYear, monthOf(name), date), typed.slice(whole.length), zone);
}

const monthOf = (name: string | undefined): string => String(monthCalled(name?.toLowerCase() ?? '') ?? '');

/** Nobody has leads of two centuries. */
const inFull = (year: string | undefined): string | undefined =>
  year?.length === 2 ? `${Number(year) >= 70 ? '19' : '20'}${year}` : year;

/** Which order one date proves; undefined if it could be either. A column is read in the order that its dates prove. */
export function orderProvedBy(text: string): DateOrder | undefined {
  const [, first, sign, second] = OTHER_DATE.exec(text.trim()) ?? [];
  if (first === undefined || second === undefined || sign === '.') return undefined;
  if (Number(first) > 12 && Number(second) <= 12) return 'day-first';
  return Number(second) > 12 && Number(first) <= 12 ? 'month-first' : undefined;
}

const dateOf = (year: string | undefined, month: string | undefined, day: string | undefined): string | undefined =>
  dateCalled(`${year} ${month} ${day}`);

/** The days of 27 years: a file names the same ones again and again, and each takes longer than all else about its row. */
const MOST_DAYS = 10_000;

const dateCalled = remembered((text): string | undefined => {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = text.split(' ').map(Number);
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}, MOST_DAYS);

/** When a day begins whose clock then runs through to the next midnight. */
const beginOfEvenDay = remembered((text): Instant | undefined => {
  const [date = '', zone = ''] = text.split(' ');
  const begin = instantAt(date, '00:00', zone);
  return instantAt(addDays(date, 1), '00:00', zone) - begin === DAY ? begin : undefined;
}, MOST_DAYS);

function momentOf(date: string | undefined, rest: string, zone: string): Moment {
  if (date === undefined) return { kind: 'unreadable' };
  const begin = beginOfEvenDay(`${date} ${zone}`);
  if (rest.trim() === '') return { kind: 'at', at: begin ?? instantAt(date, '00:00', zone) };
  const [whole, hours, minutes, seconds = '00', half, offset] = TIME.exec(rest) ?? [];
  if (whole === undefined) return { kind: 'unreadable' };
  const hour = hourOf(Number(hours), half);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return { kind: 'unreadable' };
  const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
  if (offset === undefined) {
    const since = hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
    return { kind: 'at', at: begin === undefined ? instantAt(date, time, zone) : begin + since };
  }
  // PostgreSQL leaves the minutes out where there are none.
  const shift = /^[+-]/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}` : 'Z';
  try {
    return { kind: 'at', at: Temporal.Instant.from(`${date}T${time}${shift}`).epochMilliseconds };
  } catch {
    return { kind: 'unreadable' };
  }
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  // Twelve at noon is pm, twelve at midnight am.
  const early = hour === 12 ? 0 : hour;
  return half.toLowerCase() === 'p' ? early + 12 : early;
}
