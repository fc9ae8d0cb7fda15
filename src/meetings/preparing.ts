import { Temporal } from 'temporal-polyfill';
import { HOUR, type Instant } from '../core/instants.ts';
import { instantAt } from '../core/local-time.ts';
import { intervalsOn } from '../core/open-spans.ts';
import type { Calendar } from '../core/opening-hours.ts';
import { OPEN_FOR_HOURS } from './meeting.ts';

/** When a meeting of a date is prepared: at nine of the working day before it, in the zone of its schedule. */
export function prepareAt(calendar: Calendar, meetsOn: string, zone: string): Instant {
  const day = Temporal.PlainDate.from(meetsOn);
  let before = day.subtract({ days: 1 });
  for (let back = 1; back <= FURTHEST_DAYS; back += 1) {
    const date = day.subtract({ days: back });
    if (intervalsOn(calendar, date).length === 0) continue;
    before = date;
    break;
  }
  return instantAt(before.toString(), MORNING, zone);
}

const MORNING = '09:00';
/** Before a longer closure nobody would look at it. */
const FURTHEST_DAYS = 10;

/** When its minutes are made. */
export const closesAt = (meetsAt: Instant): Instant => meetsAt + OPEN_FOR_HOURS * HOUR;

/** Whether it is the first meeting of its month; `before` is the date of the one before it. */
export const isFirstOfMonth = (meetsOn: string, before: string | undefined): boolean =>
  before?.slice(0, 7) !== meetsOn.slice(0, 7);
