import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { type DayOff, horizon, inOrder, tidyName } from '../hours/days-off.ts';

/** What a pasted calendar holds, or a sentence about why nothing of it can be taken. */
export type ReadCalendar =
  | { readonly kind: 'days'; readonly days: readonly DayOff[]; readonly leftOut: LeftOut }
  | { readonly kind: 'fault'; readonly sentence: string };

/** Events that are not taken, counted by why. */
export interface LeftOut {
  /** They begin at a time of day. */
  readonly timed: number;
  /** They repeat, and not yearly. */
  readonly repeating: number;
  readonly over: number;
  readonly unreadable: number;
}

// A closure may be long; a longer one is a mistake, or somebody's idea of a joke.
const LONGEST_EVENT_DAYS = 62;
const MOST_DAYS = 200;

/**
 * Reads the all-day events of a calendar file (RFC 5545) from `today` until the end of next year; yearly ones are repeated.
 * Pieces of a file will do, as long as events are whole.
 */
export function readCalendar(text: string, today: string): ReadCalendar {
  const blocks = text.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/gi) ?? [];
  if (blocks.length === 0) return fault(NO_EVENTS);
  if ((text.match(/BEGIN:VEVENT/gi) ?? []).length > blocks.length) return fault(CUT_OFF);
  const leftOut = { timed: 0, repeating: 0, over: 0, unreadable: 0 };
  const days: DayOff[] = [];
  for (const block of blocks) {
    const read = readEvent(block, today);
    if (typeof read === 'string') leftOut[read] += 1;
    else days.push(...read);
  }
  const all = inOrder(days);
  if (all.length > MOST_DAYS) return fault(`That is ${all.length} days. Take at most ${MOST_DAYS} at once, please.`);
  return all.length === 0 ? fault(nothingIn(leftOut)) : { kind: 'days', days: all, leftOut };
}

const NO_EVENTS = 'I find no events in this. Paste the text of the file: it begins with BEGIN:VCALENDAR.';
const CUT_OFF = 'The last event is cut off. Paste the rest of the file into the next field.';

const fault = (sentence: string): ReadCalendar => ({ kind: 'fault', sentence });

function nothingIn({ timed, repeating, over, unreadable }: LeftOut): string {
  if (unreadable > 0) return 'I could not read these events. Paste the text of the file unchanged, please.';
  if (over > 0) return 'All days in it are over, or later than next year. Paste a newer file.';
  if (timed + repeating > 0) return 'It holds no whole days that happen once or yearly, and I take only those.';
  return NO_EVENTS;
}

/** The days of one event, or why there are none. */
function readEvent(block: string, today: string): DayOff[] | keyof LeftOut {
  // Who keeps a calendar calls a day off by this; the event stays in the file.
  if (/^STATUS(?:;[^:\r\n]*)?:CANCELLED\s*$/im.test(block)) return [];
  const event = parsed(block);
  if (event === undefined) return 'unreadable';
  const { start, end, name, rule, except } = event;
  if (start === 'timed') return 'timed';
  const length = Math.max(1, start.until(end ?? start).days);
  if (length > LONGEST_EVENT_DAYS) return 'unreadable';
  const starts = rule === undefined ? [start] : yearly(rule, start, today);
  if (starts === undefined) return 'repeating';
  const dates = starts
    .filter((date) => !except.has(date.toString()))
    .flatMap((date) => Array.from({ length }, (_, at) => date.add({ days: at }).toString()))
    .filter((date) => date >= today && date <= horizon(today));
  return dates.length === 0 ? 'over' : dates.map((on) => ({ on, name }));
}

interface CalendarEvent {
  readonly start: Temporal.PlainDate | 'timed';
  /** The first day after it. */
  readonly end: Temporal.PlainDate | undefined;
  readonly name: string;
  readonly rule: ICAL.Recur | undefined;
  /** Dates on which it doesn't repeat. */
  readonly except: ReadonlySet<string>;
}

function parsed(block: string): CalendarEvent | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${block}\r\nEND:VCALENDAR`));
    const component = calendar.getFirstSubcomponent('vevent');
    if (component === null) return undefined;
    const event = new ICAL.Event(component);
    const start = event.startDate;
    if (start === null || (start.isDate && !isWritten(dateOf(start), block))) return undefined;
    const rule = component.getFirstPropertyValue('rrule');
    const except = component.getAllProperties('exdate').flatMap((one) => one.getValues());
    return {
      start: start.isDate ? dateOf(start) : 'timed',
      end: start.isDate ? dateOf(event.endDate) : undefined,
      name: tidyName(event.summary ?? '') || 'Day off',
      rule: rule instanceof ICAL.Recur ? rule : undefined,
      except: new Set(except.flatMap((one) => (one instanceof ICAL.Time ? [dateOf(one).toString()] : []))),
    };
  } catch {
    // The library throws whatever it stumbles over; a stranger's file is no bug of ours.
    return undefined;
  }
}

/** The library reads the 99th of the 13th month as some day of the next year. */
const isWritten = (date: Temporal.PlainDate, block: string): boolean =>
  new RegExp(`^DTSTART[^:\\r\\n]*:${date.toString().replaceAll('-', '')}\\s*$`, 'im').test(block);

const dateOf = ({ year, month, day }: ICAL.Time): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });

/** The dates of a yearly rule around the present, without walking there; undefined for any other rule. */
function yearly(rule: ICAL.Recur, start: Temporal.PlainDate, today: string): Temporal.PlainDate[] | undefined {
  const place = rule.freq === 'YEARLY' ? placeInYear(rule, start) : undefined;
  if (place === undefined) return undefined;
  const thisYear = Temporal.PlainDate.from(today).year;
  const until = rule.until === null ? undefined : dateOf(rule.until);
  return [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => {
    const count = (year - start.year) / Math.max(1, rule.interval);
    if (count < 0 || !Number.isInteger(count) || (rule.count !== null && count >= rule.count)) return [];
    const date = place(year);
    if (date === undefined || (until !== undefined && Temporal.PlainDate.compare(date, until) > 0)) return [];
    return [date];
  });
}

type Place = (year: number) => Temporal.PlainDate | undefined;

/** The date itself, or a weekday of a month such as "the fourth Thursday in November". */
function placeInYear(rule: ICAL.Recur, start: Temporal.PlainDate): Place | undefined {
  const { BYMONTH, BYMONTHDAY, BYDAY, ...others } = rule.parts;
  if (Object.keys(others).length > 0) return undefined;
  const month = only(BYMONTH) ?? start.month;
  if (typeof month !== 'number') return undefined;
  if (BYDAY !== undefined) {
    const [, nth, day] = /^([+-]?[1-5])([A-Z]{2})$/.exec(String(only(BYDAY))) ?? [];
    const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].indexOf(day ?? '') + 1;
    if (nth === undefined || weekday === 0 || BYMONTHDAY !== undefined || BYMONTH === undefined) return undefined;
    return (year) => nthWeekday(year, month, weekday, Number(nth));
  }
  const day = only(BYMONTHDAY) ?? start.day;
  return typeof day === 'number' ? (year) => existing(year, month, day) : undefined;
}

/** The one value of a part; undefined where there is no part, and `null` for several. */
function only(part: readonly (string | number)[] | undefined): string | number | null | undefined {
  if (part === undefined) return undefined;
  return part.length === 1 ? part[0] : null;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate | undefined {
  const first = existing(year, month, 1);
  if (first === undefined) return undefined;
  const last = first.with({ day: first.daysInMonth });
  const date =
    nth > 0
      ? first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (nth - 1) * 7 })
      : last.subtract({ days: ((last.dayOfWeek - weekday + 7) % 7) + (-nth - 1) * 7 });
  return date.month === month ? date : undefined;
}

/** 29 February isn't there every year. */
function existing(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
