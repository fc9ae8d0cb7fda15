import { Temporal } from 'temporal-polyfill';
import { type Instant, MINUTE, SECOND } from '../src/core/instants.ts';
import { OFFICE_ZONE } from './company.ts';

/** When something happened, as seen from the start; wall-clock times are the office's. */
export type When =
  /** `day` counts office days: 0 is the day of the start, -1 the office day before. */
  | { readonly day: number; readonly at: string }
  /** Around the one weekend before the start; Friday and Monday are the office days on both sides of it. */
  | { readonly weekend: keyof typeof DAYS_BEFORE_MONDAY; readonly at: string }
  /** So many minutes of office time before the start; they may reach back into the evening before. */
  | { readonly minutesBefore: number };

/** How many office days the story goes back: the same weekday a week ago. */
export const FIRST_DAY = -5;

const OPENS = '09:00';
const CLOSES = '17:00';
const SATURDAY = 6;
const DAYS_BEFORE_MONDAY = { Friday: 3, Saturday: 2, Monday: 0 } as const;

/** When the clock must stand at when the bot is set up, so that its week lies before `startAt`: a week earlier, before office hours. */
export const historyBeginsAt = (startAt: Instant): Instant => instantOf({ day: FIRST_DAY, at: '08:30' }, startAt);

/** The instant, for a start on an office day. Steps of one story that are minutes apart keep their order. */
export function instantOf(when: When, startAt: Instant): Instant {
  if ('minutesBefore' in when) return officeTimeBefore(startAt, when.minutesBefore * MINUTE);
  const date = 'day' in when ? officeDay(startAt, when.day) : aroundWeekend(startAt, when.weekend);
  return at(date, when.at) + secondsOf(when.at);
}

/** Whether nobody is at the office from then until after the weekend before the start. */
export const isWeekend = (instant: Instant, startAt: Instant): boolean =>
  at(aroundWeekend(startAt, 'Friday'), CLOSES) <= instant && instant < at(aroundWeekend(startAt, 'Monday'), OPENS);

function officeDay(startAt: Instant, day: number): Temporal.PlainDate {
  let date = dateOf(startAt);
  for (let left = -day; left > 0; left -= 1) date = officeDayBefore(date);
  return date;
}

function officeDayBefore(date: Temporal.PlainDate): Temporal.PlainDate {
  const before = date.subtract({ days: 1 });
  return before.dayOfWeek < SATURDAY ? before : officeDayBefore(before);
}

function aroundWeekend(startAt: Instant, which: keyof typeof DAYS_BEFORE_MONDAY): Temporal.PlainDate {
  const date = dateOf(startAt);
  return date.subtract({ days: date.dayOfWeek - 1 + DAYS_BEFORE_MONDAY[which] });
}

function officeTimeBefore(instant: Instant, duration: number): Instant {
  let left = duration;
  let until = instant;
  for (let date = dateOf(instant); ; date = officeDayBefore(date)) {
    const opening = at(date, OPENS);
    const open = Math.max(0, Math.min(until, at(date, CLOSES)) - opening);
    if (open >= left) return Math.min(until, at(date, CLOSES)) - left;
    left -= open;
    until = opening;
  }
}

const dateOf = (instant: Instant): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(OFFICE_ZONE).toPlainDate();

const at = (date: Temporal.PlainDate, plainTime: string): Instant =>
  date.toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime }).epochMilliseconds;

/** Nothing happens on the full minute in real life; the same time always gets the same seconds. */
const secondsOf = (time: string): number => (3 + ((Number(time.replace(':', '')) * 37) % 51)) * SECOND;
