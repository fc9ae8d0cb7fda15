import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instants.ts';
import { WEEKDAYS, type Weekday } from './opening-hours.ts';

/**
 * When a clock on the wall of `zone` shows `time` ("HH:MM") on the local date `date` ("YYYY-MM-DD"). A time that is skipped
 * means the first instant after the gap, a repeated one its first occurrence (TIME-3), so that a later time on the wall is
 * never an earlier instant.
 */
export function instantAt(date: string, time: string, zone: string): Instant {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
  return (zoned.getTimeZoneTransition('next') ?? zoned).epochMilliseconds;
}

/** The date on the wall of `zone`, as YYYY-MM-DD. */
export function dateAt(at: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The hour of the day on the wall of `zone`, from 0 to 23. */
export const hourAt = (at: Instant, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).hour;

/** The date so many days later, or earlier for a negative number. */
export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The date so many months earlier; the last day of a month that is too short. */
export const monthsBefore = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).subtract({ months }).toString();

export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'mon';
}
