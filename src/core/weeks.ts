import type { Calendar } from './calendar.ts';
import { type Duration, HOUR, type Instant } from './instants.ts';
import { addDays, dateAt, instantAt } from './local-time.ts';
import { MORNING } from './mornings.ts';
import { isOfficeDay, mondayOf } from './office-days.ts';

/** How late a message of the week is still worth sending: as long as a ritual whose next time is a week away (DEL-3). */
const GRACE: Duration = 24 * HOUR;

/** One week, from the first instant of its Monday to that of the next, and when both teams are told of it. */
export interface ReportedWeek {
  /** Its Monday. */
  readonly on: string;
  readonly from: Instant;
  /** Doesn't belong to it any more. */
  readonly until: Instant;
  /** The morning of the first working day after it. */
  readonly dueAt: Instant;
}

/** Which week is to be told of at a moment, if any is; and when to look again. */
export interface Standing {
  readonly due: ReportedWeek | undefined;
  /** Undefined if the office is not open for more than a year. */
  readonly next: Instant | undefined;
}

/** Far enough for any closure that an office survives. */
const WEEKS_AHEAD = 60;

/** What is told in the week of this moment, once its first working morning has come; a week without a working day tells nothing. */
export function standing(calendar: Calendar, now: Instant): Standing {
  const thisMonday = mondayOf(dateAt(now, calendar.zone));
  const current = toldIn(calendar, thisMonday);
  const due = current !== undefined && current.dueAt <= now ? current : undefined;
  for (let weeks = 0; weeks <= WEEKS_AHEAD; weeks += 1) {
    const next = toldIn(calendar, addDays(thisMonday, 7 * weeks));
    if (next !== undefined && next.dueAt > now) return { due, next: next.dueAt };
  }
  return { due, next: undefined };
}

/** Whether it is too late to tell of a week: then that is recorded, and the next one is told of in time. */
export const isTooLate = ({ dueAt }: ReportedWeek, now: Instant): boolean => now - dueAt > GRACE;

/** The week before the one that begins on this Monday; undefined if the office is closed all week. */
export function toldIn(calendar: Calendar, monday: string): ReportedWeek | undefined {
  const day = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days)).find((date) => isOfficeDay(calendar, date));
  if (day === undefined) return undefined;
  const on = addDays(monday, -7);
  const begins = (date: string) => instantAt(date, '00:00', calendar.zone);
  return { on, from: begins(on), until: begins(monday), dueAt: instantAt(day, MORNING, calendar.zone) };
}
