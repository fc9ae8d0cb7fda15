import { Temporal } from 'temporal-polyfill';
import { addDays } from './local-time.ts';
import { intervalsOn } from './open-spans.ts';
import type { Calendar } from './opening-hours.ts';

/** Whether the office is open on a local date (YYYY-MM-DD): a date of its own counts, else its weekday. */
export const isOfficeDay = (calendar: Calendar, date: string): boolean =>
  intervalsOn(calendar, Temporal.PlainDate.from(date)).length > 0;

/** The Monday of the week in which a local date lies. */
export const mondayOf = (date: string): string => addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
