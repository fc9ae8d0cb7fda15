import { workingTime } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import { endOfWorkingDay } from '../core/working-days.ts';

/**
 * Working time from `at` to the end of the `days`-th working day after its date (rule 2.1.8: "a day" alone would mean three
 * things). Throws a RangeError if the calendar has not that many working days.
 */
export function targetOfDays(calendar: Calendar, at: Instant, days: number): Duration {
  const tomorrow = instantAt(addDays(dateAt(at, calendar.zone), 1), '00:00', calendar.zone);
  return workingTime(calendar, at, endOfWorkingDay(calendar, tomorrow, days));
}
