/** Days of the week in the order of ISO 8601: Monday is day 1. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** As people write them; the first three letters are their short names. */
export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/**
 * Local wall-clock times "HH:MM", half-open: open at the first, closed at the second. The second may be "24:00";
 * if it is earlier than the first, it is on the next day ("22:00" to "06:00").
 */
export type OpenInterval = readonly [open: string, close: string];

export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly OpenInterval[]>>>;

/**
 * When a team works, in civil time (rule 2.1.1).
 *
 * An entry of `dates` ("YYYY-MM-DD") replaces the weekly hours of that date; `[]` means closed. An interval over midnight
 * belongs to the date on which it opens. So closing 25 December cancels the night shift that would open on the 25th, and
 * leaves alone the one that opened on the 24th and ends on the morning of the 25th: those people are at work. Whoever
 * wants them home at midnight gives the 24th hours of its own, `["22:00", "24:00"]`.
 */
export interface Calendar {
  /** IANA name. */
  readonly zone: string;
  readonly weekly: WeeklyHours;
  readonly dates: Readonly<Record<string, readonly OpenInterval[]>>;
}

/** Minutes since local midnight on the face of the clock, from "HH:MM"; `undefined` for anything else. "24:00" is 1440. */
export function minutesOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= 1440 ? minutes : undefined;
}
