import { addDays, weekdayOf } from './local-time.ts';
import { WEEKDAYS } from './opening-hours.ts';

/** The seven dates of the week of a date, from Monday on. */
export function weekOf(on: string): readonly string[] {
  const monday = addDays(on, -WEEKDAYS.indexOf(weekdayOf(on)));
  return WEEKDAYS.map((_day, at) => addDays(monday, at));
}

export const isSameWeek = (one: string, other: string): boolean => weekOf(one).includes(other);
