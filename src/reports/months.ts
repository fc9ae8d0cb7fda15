import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../core/instants.ts';
import { instantAt } from '../core/local-time.ts';
import type { Window } from './metrics.ts';

/** A month of the office, as far as it has passed. */
export interface Month extends Window {
  /** "November 2026" */
  readonly name: string;
  readonly isOver: boolean;
}

/** The month of the office in which it is `now`, or so many before. */
export function monthAt(now: Instant, zone: string, back: number): Month {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const first = today.with({ day: 1 }).subtract({ months: back });
  const begins = (date: Temporal.PlainDate): Instant => instantAt(date.toString(), '00:00', zone);
  const until = begins(first.add({ months: 1 }));
  return { from: begins(first), until, name: `${NAMES[first.month - 1]} ${first.year}`, isOver: until <= now };
}

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
