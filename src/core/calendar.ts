import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { nextOpening } from './business-hours.ts';
import type { Instant } from './instants.ts';
import { LONGEST_CLOSURE_DAYS } from './open-spans.ts';
import { type Calendar, minutesOf, type OpenInterval, WEEKDAY_NAMES, WEEKDAYS } from './opening-hours.ts';
import { isZone } from './zones.ts';

export type { Calendar, OpenInterval, WeeklyHours } from './opening-hours.ts';

const intervals = z.array(z.tuple([z.string(), z.string()]).readonly()).readonly();

/** The shape of a stored calendar. Whether its hours make sense is `checkCalendar`'s question, asked when it is saved. */
export const calendarSchema: z.ZodType<Calendar> = z.object({
  zone: z.string(),
  weekly: z.strictObject({
    mon: intervals.exactOptional(),
    tue: intervals.exactOptional(),
    wed: intervals.exactOptional(),
    thu: intervals.exactOptional(),
    fri: intervals.exactOptional(),
    sat: intervals.exactOptional(),
    sun: intervals.exactOptional(),
  }),
  dates: z.record(z.string(), intervals).default({}),
});

/**
 * What is wrong with a calendar, in sentences for the person who is about to save it; empty if nothing is.
 * X02: it must open within 366 days of `now`. X03: every time must exist, every interval have a length, none overlap.
 * X04: the zone must be an IANA name.
 */
export function checkCalendar(calendar: Calendar, now: Instant): readonly string[] {
  const faults: string[] = [];
  if (!isZone(calendar.zone)) {
    faults.push(`"${calendar.zone}" is not a time zone: use a name such as Europe/Berlin or America/New_York.`);
  }
  for (const weekday of WEEKDAYS)
    faults.push(...intervalFaults(WEEKDAY_NAMES[weekday], calendar.weekly[weekday] ?? []));
  for (const [date, hours] of Object.entries(calendar.dates)) {
    if (!isDate(date)) faults.push(`"${date}" is not a date: write it as 2026-12-24.`);
    faults.push(...intervalFaults(date, hours));
  }
  if (faults.length > 0) return faults;
  faults.push(...nightFaults(calendar));
  if (nextOpening(calendar, now) === undefined) {
    faults.push(
      `These hours have no open time in the next ${LONGEST_CLOSURE_DAYS} days, so nothing would ever fall due: add some.`,
    );
  }
  return faults;
}

function intervalFaults(day: string, hours: readonly OpenInterval[]): string[] {
  const faults: string[] = [];
  const sound: { interval: OpenInterval; open: number; end: number }[] = [];
  for (const interval of hours) {
    const [open, close] = [minutesOf(interval[0]), minutesOf(interval[1])];
    if (open === undefined || open === 1440) faults.push(noTime(day, interval[0], '23:59'));
    if (close === undefined) faults.push(noTime(day, interval[1], '24:00'));
    if (open === undefined || close === undefined) continue;
    if (open === close)
      faults.push(`${day}: ${shown(interval)} ends when it begins. For a whole day write 00:00–24:00.`);
    sound.push({ interval, open, end: close < open ? close + 1440 : close });
  }
  sound.sort((a, b) => a.open - b.open);
  for (const [at, later] of sound.entries()) {
    const earlier = sound[at - 1];
    if (earlier !== undefined && later.open < earlier.end) {
      faults.push(
        `${day}: ${shown(earlier.interval)} and ${shown(later.interval)} overlap. Make them one, or change a time.`,
      );
    }
  }
  return faults;
}

/** A weekly night shift must not run into the hours of the morning after. Single dates may: there both count once. */
function nightFaults({ weekly }: Calendar): string[] {
  const faults: string[] = [];
  for (const [at, weekday] of WEEKDAYS.entries()) {
    const next = WEEKDAYS[(at + 1) % WEEKDAYS.length] ?? 'mon';
    for (const night of weekly[weekday] ?? []) {
      if (night[1] >= night[0]) continue;
      const clash = weekly[next]?.find((morning) => morning[0] < night[1]);
      if (clash !== undefined) {
        faults.push(
          `${WEEKDAY_NAMES[weekday]}'s night ${shown(night)} runs into ${WEEKDAY_NAMES[next]}'s ${shown(clash)}. Change a time.`,
        );
      }
    }
  }
  return faults;
}

const shown = ([open, close]: OpenInterval): string => `${open}–${close}`;

const noTime = (day: string, time: string, last: string): string =>
  `${day}: "${time}" is not a time here. Write hours and minutes from 00:00 to ${last}, such as 09:00.`;

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (month < 1 || day < 1) return false;
  return Temporal.PlainDate.from({ year, month, day }).toString() === text;
}
