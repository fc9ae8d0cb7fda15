import { dueAt, nextOpening } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import { HOUR, type Instant } from '../core/instants.ts';
import { instantAt } from '../core/local-time.ts';

/** A working day to read it by oneself. */
const USUAL = 8 * HOUR;
/** Nobody is reminded of what they have only just been able to see. */
const LEAST = 2 * HOUR;

/**
 * When those are reminded who have not said anything: after a working day, or in the morning of the day on which it starts where that
 * comes first.
 */
export function remindAt(calendar: Calendar, postedAt: Instant, startsOn: string): Instant {
  const usual = dueAt(calendar, postedAt, USUAL);
  const morning = nextOpening(calendar, instantAt(startsOn, '00:00', calendar.zone));
  const isSooner = morning !== undefined && morning >= postedAt + LEAST && morning < usual;
  return isSooner ? morning : usual;
}
