import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Span } from '../../src/core/business-hours.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import type { Instant } from '../../src/core/instants.ts';
import { WEEKDAYS } from '../../src/core/opening-hours.ts';

const intervals = z.array(z.tuple([z.string(), z.string()]));
const pauses = z.array(z.tuple([z.string(), z.string()]));
const base = { id: z.string(), calendar: z.string(), start: z.string(), pauses, note: z.string() };
const file = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      always: z.boolean().optional(),
      tz: z.string(),
      weekly: z.partialRecord(z.enum(WEEKDAYS), intervals).optional(),
      dates: z.record(z.string(), intervals).optional(),
    }),
  ),
  due: z.array(z.object({ ...base, targetMinutes: z.number(), due: z.string() })),
  elapsed: z.array(z.object({ ...base, end: z.string(), workingSeconds: z.number() })),
  errors: z.array(z.object({ id: z.string(), note: z.string() })),
});

/** The conformance cases, computed twice elsewhere. */
export const cases = file.parse(
  JSON.parse(readFileSync(new URL('../data/sla-clock-cases.json', import.meta.url), 'utf8')),
);

export const at = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds;

export const spans = (pairs: readonly (readonly [string, string])[]): Span[] =>
  pairs.map(([from, until]) => ({ from: at(from), until: at(until) }));

/** Every weekday with the same hours. */
export const everyDay = (...hours: [string, string][]): Calendar['weekly'] =>
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hours]));

/** Monday to Friday with the same hours. */
export const weekdays = (...hours: [string, string][]): Calendar['weekly'] => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
});

export function calendarNamed(name: string): Calendar {
  const stored = cases.calendars[name];
  if (stored === undefined) throw new Error(`No calendar ${name}`);
  const weekly = stored.always ? everyDay(['00:00', '24:00']) : (stored.weekly ?? {});
  return { zone: stored.tz, weekly, dates: stored.dates ?? {} };
}
