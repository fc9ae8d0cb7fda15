import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { WEEKDAYS, type Weekday } from '../core/opening-hours.ts';

/** On which dates of the team a ritual is held (TIME-9). */
export type Recurrence =
  | { readonly kind: 'weekly'; readonly days: readonly Weekday[] }
  /** Every second week, counted from the week of a stored date: years of 53 weeks change nothing. */
  | { readonly kind: 'biweekly'; readonly days: readonly Weekday[]; readonly anchorOn: string }
  /** The same every third or fourth week. */
  | {
      readonly kind: 'every';
      readonly weeks: 3 | 4;
      readonly days: readonly Weekday[];
      readonly anchorOn: string;
    }
  | { readonly kind: 'monthly'; readonly nth: Nth; readonly day: Weekday };

export type Nth = 1 | 2 | 3 | 4 | 'last';

const weekday = z.enum(WEEKDAYS);

export const recurrenceSchema: z.ZodType<Recurrence> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), days: z.array(weekday) }),
  z.object({ kind: z.literal('biweekly'), days: z.array(weekday), anchorOn: z.string() }),
  z.object({ kind: z.literal('every'), weeks: z.literal([3, 4]), days: z.array(weekday), anchorOn: z.string() }),
  z.object({ kind: z.literal('monthly'), nth: z.literal([1, 2, 3, 4, 'last']), day: weekday }),
]);

/** Whether a ritual is held on this date (YYYY-MM-DD). */
export function isScheduled(recurrence: Recurrence, date: string): boolean {
  const on = Temporal.PlainDate.from(date);
  const day = WEEKDAYS[on.dayOfWeek - 1] ?? 'mon';
  switch (recurrence.kind) {
    case 'weekly':
      return recurrence.days.includes(day);
    case 'biweekly':
      return recurrence.days.includes(day) && isNthWeek(2, recurrence.anchorOn, on);
    case 'every':
      return recurrence.days.includes(day) && isNthWeek(recurrence.weeks, recurrence.anchorOn, on);
    case 'monthly':
      return recurrence.day === day && isNth(recurrence.nth, on);
  }
}

function isNthWeek(n: number, anchorOn: string, on: Temporal.PlainDate): boolean {
  const anchor = mondayOf(Temporal.PlainDate.from(anchorOn));
  return anchor.until(mondayOf(on), { largestUnit: 'days' }).days % (7 * n) === 0;
}

const mondayOf = (date: Temporal.PlainDate): Temporal.PlainDate => date.subtract({ days: date.dayOfWeek - 1 });

function isNth(nth: Nth, on: Temporal.PlainDate): boolean {
  return nth === 'last' ? on.day + 7 > on.daysInMonth : Math.ceil(on.day / 7) === nth;
}
