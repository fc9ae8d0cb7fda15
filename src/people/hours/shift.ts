import { Temporal } from 'temporal-polyfill';
import { isOpen, nextOpening } from '../../core/business-hours.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Instant } from '../../core/instants.ts';
import { remembered } from '../../core/remembered.ts';
import type { DateRange } from '../absences/absence-dates.ts';
import type { Person } from '../person.ts';

/** What of a person decides when they work. */
type Worker = Pick<Person, 'zone' | 'hours'>;

/** Whether a message may ring this person's phone now: in their hours, and on none of their days off. */
export function isOnShift(person: Worker, daysOff: readonly DateRange[], at: Instant): boolean {
  return isOpen(personalCalendar(person, daysOff), at);
}

/** When this person's next working hours begin; undefined if they have none within a year. */
export function nextShift(person: Worker, daysOff: readonly DateRange[], at: Instant): Instant | undefined {
  return nextOpening(personalCalendar(person, daysOff), at);
}

/** One object for all who keep the same hours, so that what is found out about it is found out once. */
function personalCalendar({ zone, hours }: Worker, daysOff: readonly DateRange[]): Calendar {
  return calendarIn(JSON.stringify([zone, hours, daysOff.map(({ fromOn, untilOn }) => ({ fromOn, untilOn }))]));
}

const calendarIn = remembered((text): Calendar => {
  const [zone, weekly, daysOff]: [string, Calendar['weekly'], readonly DateRange[]] = JSON.parse(text);
  return { zone, weekly, dates: closedDates(daysOff) };
});

function closedDates(daysOff: readonly DateRange[]): Record<string, readonly []> {
  const dates: Record<string, readonly []> = {};
  for (const { fromOn, untilOn } of daysOff) {
    for (let date = Temporal.PlainDate.from(fromOn); date.toString() <= untilOn; date = date.add({ days: 1 })) {
      dates[date.toString()] = [];
    }
  }
  return dates;
}
