import type { Instant } from './instants.ts';
import { dateAt } from './local-time.ts';
import { openSpans } from './open-spans.ts';
import type { Calendar } from './opening-hours.ts';

/**
 * The closing time of the n-th working day that has open time after `from`; the day of `from` counts if any of it is left.
 * Throws a RangeError if the calendar has not that many working days before a closure of more than a year.
 */
export function endOfWorkingDay(calendar: Calendar, from: Instant, n: number): Instant {
  let days = 0;
  let date = '';
  let end: Instant | undefined;
  for (const span of openSpans(calendar, from)) {
    const spanDate = dateAt(span.from, calendar.zone);
    if (spanDate !== date) {
      if (days === n) break;
      days += 1;
      date = spanDate;
    }
    end = span.until;
  }
  if (end === undefined || days < n) throw new RangeError(`The calendar has no ${n} working days after ${from}`);
  return end;
}
