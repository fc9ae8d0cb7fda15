import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { median } from '../core/median.ts';
import { openSpans } from '../core/open-spans.ts';

/** How long an ask has waited, in the working time of whoever should answer. */
export interface Age {
  /** Working time in milliseconds. */
  readonly working: Duration;
  /** Working days that have begun since the one on which it was asked. */
  readonly days: number;
}

/** The age at `until` of what was asked at `from`. Nights, weekends and holidays of the calendar don't count. */
export function ageOf(calendar: Calendar, from: Instant, until: Instant): Age {
  let working = 0;
  let begun = 0;
  let latest = '';
  // The day that opens at this very moment has begun, or the news "three days old" would say two.
  for (const span of openSpans(calendar, from, until + 1)) {
    working += Math.min(span.until, until) - span.from;
    const date = dateAt(span.from, calendar.zone);
    if (date !== latest) begun += 1;
    latest = date;
  }
  return { working, days: Math.max(0, begun - 1) };
}

/** When `ageOf` reaches so many days: the opening of that working day. Undefined if the calendar never gets there. */
export function whenDaysOld(calendar: Calendar, from: Instant, days: number): Instant | undefined {
  let begun = 0;
  let latest = '';
  for (const span of openSpans(calendar, from)) {
    const date = dateAt(span.from, calendar.zone);
    if (date !== latest) begun += 1;
    if (begun > days) return span.from;
    latest = date;
  }
  return undefined;
}

/** The age in the middle; of an even number, halfway between the two. Undefined of nothing. */
export function medianAge(ages: readonly Age[]): Age | undefined {
  const working = median(ages.map((age) => age.working));
  const days = median(ages.map((age) => age.days));
  return working === undefined || days === undefined ? undefined : { working, days: Math.floor(days) };
}
