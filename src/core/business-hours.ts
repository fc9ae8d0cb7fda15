import { DAY, type Duration, type Instant } from './instants.ts';
import { LONGEST_CLOSURE_DAYS, openSpans, type Span } from './open-spans.ts';
import type { Calendar } from './opening-hours.ts';
import { spansAhead } from './spans-ahead.ts';

export type { Span } from './open-spans.ts';

/**
 * The earliest instant at which `target` milliseconds of working time have passed since `start`, pauses not counted
 * (rule 2.1.2 to rule 2.1.6). Landing exactly on closing time stays there; it doesn't roll to the next opening.
 * @throws RangeError if the target isn't positive, or if the calendar has no open time for 366 days on end.
 */
export function dueAt(calendar: Calendar, start: Instant, target: Duration, pauses: readonly Span[] = []): Instant {
  refuseTarget(target);
  let left = target;
  for (const { from, until } of workedSpans(calendar, start, pauses)) {
    if (until - from >= left) return from + left;
    left -= until - from;
  }
  throw noOpenTime(calendar);
}

/** Working time between two instants without the pauses, in milliseconds; 0 if `until` isn't after `from`. */
export function workingTime(calendar: Calendar, from: Instant, until: Instant, pauses: readonly Span[] = []): Duration {
  let total = 0;
  for (const span of workedSpans(calendar, from, pauses, until)) total += span.until - span.from;
  return total;
}

/** Is `at` within open hours? The closing instant isn't. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  const known = lastAnswers.get(calendar);
  if (known !== undefined && known.from <= at && at < known.until) return known.isOpen;
  const found = openness(calendar, at);
  lastAnswers.set(calendar, found);
  return found.isOpen;
}

interface Openness extends Span {
  readonly isOpen: boolean;
}

/** Of a calendar that is asked for one moment after the other; finding out takes longer than all that is done with the answer. */
const lastAnswers = new WeakMap<Calendar, Openness>();

/** Whether it is open at `from`, and until when that stays so at least. */
function openness(calendar: Calendar, from: Instant): Openness {
  for (const span of openSpans(calendar, from, from + DAY)) {
    return span.from === from ? { ...span, isOpen: true } : { from, until: span.from, isOpen: false };
  }
  return { from, until: from + DAY, isOpen: false };
}

/** The first open instant that isn't before `at` (`at` itself within hours); `undefined` if none comes within 366 days. */
export function nextOpening(calendar: Calendar, at: Instant): Instant | undefined {
  for (const span of spansAhead(calendar, at)) return span.from;
  return undefined;
}

/**
 * When to warn: `lead` milliseconds of working time before the due time, on the same calendar (rule 2.1.7).
 * `undefined` if the lead is as long as the target or longer: there is no time left in which to warn.
 * A negative lead is a point after the due time, for escalations.
 */
export function warningAt(
  calendar: Calendar,
  start: Instant,
  target: Duration,
  lead: Duration,
  pauses: readonly Span[] = [],
): Instant | undefined {
  refuseTarget(target);
  return lead >= target ? undefined : dueAt(calendar, start, target - lead, pauses);
}

/** Open time that no pause covers, from `start` on. */
export function* workedSpans(
  calendar: Calendar,
  start: Instant,
  pauses: readonly Span[],
  until: Instant = Number.POSITIVE_INFINITY,
): Generator<Span> {
  for (const stretch of between(pauses, start, until)) {
    if (stretch.until === Number.POSITIVE_INFINITY) yield* spansAhead(calendar, stretch.from);
    else yield* openSpans(calendar, stretch.from, stretch.until);
  }
}

/** Overlapping and touching spans become one, empty ones vanish. Pauses are a union, never a sum (P05). */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.until) {
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else merged.push(span);
  }
  return merged;
}

export function refuseTarget(target: Duration): void {
  if (!(target > 0 && target < Number.POSITIVE_INFINITY))
    throw new RangeError(`A target must be a positive time, not ${target} ms.`);
}

export function noOpenTime(calendar: Calendar): RangeError {
  return new RangeError(
    `The calendar (${calendar.zone}) has no open time for ${LONGEST_CLOSURE_DAYS} days on end, so nothing can fall due.`,
  );
}

/** The time from `start` to `until` that no pause covers. */
function* between(pauses: readonly Span[], start: Instant, until: Instant): Generator<Span> {
  let from = start;
  for (const pause of union(pauses)) {
    if (pause.from > from && from < until) yield { from, until: Math.min(pause.from, until) };
    from = Math.max(from, pause.until);
  }
  if (from < until) yield { from, until };
}
