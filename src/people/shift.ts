import { Temporal } from 'temporal-polyfill';
import { isOpen, nextOpening } from '../core/business-hours.ts';
import type { Calendar, WeeklyHours } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Absence, Person } from './person.ts';

const NINE_TO_FIVE = [['09:00', '17:00']] as const;

/** The hours of someone who has not told us theirs. */
export const USUAL_HOURS: WeeklyHours = {
  mon: NINE_TO_FIVE,
  tue: NINE_TO_FIVE,
  wed: NINE_TO_FIVE,
  thu: NINE_TO_FIVE,
  fri: NINE_TO_FIVE,
};

/** Whether a message may ring this person's phone now: in their own hours, and not on a day on which they are away. */
export function isOnShift(person: Person, absences: readonly Absence[], at: Instant): boolean {
  return isOpen(personalCalendar(person, absences), at);
}

/** When this person's next working hours begin; undefined if they have none within a year. */
export function nextShift(person: Person, absences: readonly Absence[], at: Instant): Instant | undefined {
  return nextOpening(personalCalendar(person, absences), at);
}

/** Whether a local date of this person lies in one of their absences. */
export function isAwayOn(absences: readonly Absence[], date: string): boolean {
  return absences.some(({ fromOn, untilOn }) => fromOn <= date && date <= untilOn);
}

/** Today's date where this person is, as YYYY-MM-DD. */
export function localDate(zone: string, at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function personalCalendar(person: Person, absences: readonly Absence[]): Calendar {
  return { zone: person.zone, weekly: person.hours, dates: closedDates(absences) };
}

function closedDates(absences: readonly Absence[]): Record<string, readonly []> {
  const dates: Record<string, readonly []> = {};
  for (const { fromOn, untilOn } of absences) {
    for (let date = Temporal.PlainDate.from(fromOn); date.toString() <= untilOn; date = date.add({ days: 1 })) {
      dates[date.toString()] = [];
    }
  }
  return dates;
}
