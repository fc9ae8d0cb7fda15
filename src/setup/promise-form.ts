import { Temporal } from 'temporal-polyfill';
import { type Calendar, checkCalendar, type OpenInterval } from '../core/calendar.ts';
import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { formatWeeklyHours, parseWeeklyHours } from '../core/weekly-hours.ts';
import { canonicalZone } from '../core/zones.ts';

/** A promise as a person types it. */
export interface TypedPromise {
  /** Minutes of working time. */
  readonly target: number | undefined;
  /** Minutes of working time before the due time. */
  readonly warning: number | undefined;
  readonly hours: string | undefined;
  readonly zone: string | undefined;
  /** One date a line: `2026-12-25`, or `2026-12-24 9-12` for a short day. */
  readonly daysOff: string | undefined;
}

export interface PromiseTerms {
  readonly target: Duration;
  readonly warning: Duration;
  readonly calendar: Calendar;
}

export type ReadPromise =
  | { readonly kind: 'ok'; readonly terms: PromiseTerms }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<keyof TypedPromise, string>>> };

const LONGEST_MINUTES = 60 * 24 * 30;

/** Reads a promise from a form, or says for each field what to do. */
export function readPromise(typed: TypedPromise, now: Instant): ReadPromise {
  const faults: Partial<Record<keyof TypedPromise, string>> = {};
  const { target = 0, warning = 0 } = typed;
  if (!Number.isInteger(target) || target < 1 || target > LONGEST_MINUTES) {
    faults.target = `Write whole minutes from 1 to ${LONGEST_MINUTES}, for example 60 for one working hour.`;
  }
  if (!Number.isInteger(warning) || warning < 0) faults.warning = 'Write whole minutes, or 0 for no reminder.';
  else if (faults.target === undefined && warning >= target) {
    faults.warning = 'The reminder must come after the lead: write fewer minutes than the promise has.';
  }
  const zone = canonicalZone(typed.zone ?? '');
  if (zone === undefined)
    faults.zone = 'I don’t know that zone. Write a name such as Europe/Berlin or America/New_York.';
  const hours = parseWeeklyHours(typed.hours ?? '');
  if (!hours.ok) faults.hours = hours.fault;
  const daysOff = readDaysOff(typed.daysOff ?? '');
  if (typeof daysOff === 'string') faults.daysOff = daysOff;
  if (zone === undefined || !hours.ok || typeof daysOff === 'string') return { kind: 'faults', faults };
  const calendar: Calendar = { zone, weekly: hours.weekly, dates: daysOff };
  const [faulty] = checkCalendar(calendar, now);
  // A sentence about one date begins with it.
  if (faulty !== undefined) faults[/^\d/.test(faulty) ? 'daysOff' : 'hours'] = faulty;
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults };
  return { kind: 'ok', terms: { target: target * MINUTE, warning: warning * MINUTE, calendar } };
}

/** Dates with other hours, as they are typed. */
export function formatDaysOff(dates: Calendar['dates']): string {
  return Object.entries(dates)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([date, intervals]) =>
      intervals.length === 0 ? date : `${date} ${intervals.map(([open, close]) => `${open}-${close}`).join(', ')}`,
    )
    .join('\n');
}

export const formatHours = (calendar: Calendar): string => formatWeeklyHours(calendar.weekly);

function readDaysOff(text: string): Record<string, readonly OpenInterval[]> | string {
  const dates: Record<string, readonly OpenInterval[]> = {};
  for (const line of text.split(/\n/).map((one) => one.trim())) {
    if (line === '') continue;
    const [, date = '', hours = ''] = /^(\d{4}-\d{2}-\d{2})(?:\s+(.+))?$/.exec(line) ?? [];
    if (!isDate(date)) {
      return `I could not read “${line}”. Write one date a line, such as 2026-12-25, or 2026-12-24 9-12 for a short day.`;
    }
    const read = readHours(hours);
    if (read === undefined) {
      return `I could not read the hours of ${date}. Write ${date} alone for a day off, or ${date} 9-12, 13-17 for a short day.`;
    }
    dates[date] = read;
  }
  return dates;
}

/** The hours of a date are written like those of a weekday, so any day does; two would be a misunderstanding. */
function readHours(text: string): readonly OpenInterval[] | undefined {
  if (/^(?:closed|off)?$/i.test(text)) return [];
  const read = /^\d/.test(text) ? parseWeeklyHours(`Mon ${text}`) : undefined;
  if (!read?.ok) return undefined;
  const { mon, ...others } = read.weekly;
  return Object.keys(others).length === 0 ? mon : undefined;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
