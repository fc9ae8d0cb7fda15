import type { Calendar } from './calendar.ts';
import type { Instant } from './instants.ts';
import { addDays, dateAt, instantAt } from './local-time.ts';
import { isOfficeDay } from './office-days.ts';

/** When both teams read what Baton has to say to all of them, on the office's wall. */
export const MORNING = '09:00';

/** An office may be closed for so long at most before nobody looks any further. */
const LONGEST_CLOSURE_DAYS = 366;

/** The last morning of a working day that has come by `at`; undefined if there was none for a year. */
export function latestMorning(calendar: Calendar, at: Instant): Instant | undefined {
  return searched(calendar, at, -1, (morning) => morning <= at);
}

/** The first morning of a working day after `at`; undefined if there is none for a year. */
export function nextMorning(calendar: Calendar, at: Instant): Instant | undefined {
  return searched(calendar, at, 1, (morning) => morning > at);
}

/** Walks the dates, not instants: adding days of 24 hours drifts by an hour across a change of the clock. */
function searched(
  calendar: Calendar,
  from: Instant,
  step: 1 | -1,
  isIt: (morning: Instant) => boolean,
): Instant | undefined {
  const today = dateAt(from, calendar.zone);
  for (let days = 0; days <= LONGEST_CLOSURE_DAYS; days += 1) {
    const date = addDays(today, days * step);
    if (!isOfficeDay(calendar, date)) continue;
    const morning = instantAt(date, MORNING, calendar.zone);
    if (isIt(morning)) return morning;
  }
  return undefined;
}
