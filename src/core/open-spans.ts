import { Temporal } from 'temporal-polyfill';
import { DAY, type Instant, MINUTE } from './instants.ts';
import { type Calendar, minutesOf, type OpenInterval, WEEKDAYS } from './opening-hours.ts';

/** A stretch of time: `from` belongs to it, `until` doesn't. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** A search for open time ends after so many closed dates in a row (X02). */
export const LONGEST_CLOSURE_DAYS = 366;

/**
 * The open time of a calendar from `from` to `until`, in order and without overlaps; a new date begins a new span.
 * Without `until` it goes on for ever, unless it meets more than `LONGEST_CLOSURE_DAYS` closed dates in a row.
 */
export function* openSpans(
  calendar: Calendar,
  from: Instant,
  until: Instant = Number.POSITIVE_INFINITY,
): Generator<Span> {
  const first = localDate(from, calendar.zone);
  let waiting: Span[] = [];
  let reached = from;
  let closedDates = 0;
  // The day before may reach into this one: by a night shift, or by skipped time that moved over midnight.
  for (let date = first.subtract({ days: 1 }); ; date = date.add({ days: 1 })) {
    const pieces = piecesOf(calendar, date);
    if (pieces.length === 0 && waiting.length === 0) {
      closedDates += 1;
      const hopeless =
        until === Number.POSITIVE_INFINITY
          ? closedDates > LONGEST_CLOSURE_DAYS + 1
          : startOf(date, calendar.zone) >= until;
      if (hopeless) return;
      continue;
    }
    closedDates = 0;
    const end = startOf(date.add({ days: 1 }), calendar.zone);
    waiting = [...waiting, ...spansOf(pieces, date, end, calendar.zone)].sort((a, b) => a.from - b.from);
    // Where time is skipped around midnight, what belongs to this date can lie behind the beginning of the next.
    while (waiting[0] !== undefined && waiting[0].from < end) {
      const [span] = waiting.splice(0, 1);
      if (span === undefined || span.until <= reached) continue;
      const opens = Math.max(span.from, reached);
      if (opens >= until) return;
      reached = Math.min(span.until, until);
      yield { from: opens, until: reached };
    }
    if (end >= until && waiting.length === 0) return;
  }
}

/** The date on the wall of `zone`. Throws a RangeError for an unknown zone or an impossible instant. */
export function localDate(at: Instant, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** The first instant of a local date, which isn't always midnight. */
export function startOf(date: Temporal.PlainDate, zone: string): Instant {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** The intervals that open on a date: its own hours, or else those of its weekday. */
export function intervalsOn(calendar: Calendar, date: Temporal.PlainDate): readonly OpenInterval[] {
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  return calendar.dates[date.toString()] ?? (weekday && calendar.weekly[weekday]) ?? [];
}

/** From and until in minutes of the same date's clock face. */
type Piece = readonly [from: number, until: number];

/** Overnight intervals are split at local midnight: the evening counts here, the morning comes from the date before. */
function piecesOf(calendar: Calendar, date: Temporal.PlainDate): Piece[] {
  const pieces: Piece[] = [];
  for (const interval of intervalsOn(calendar, date.subtract({ days: 1 }))) {
    const [open, close] = inMinutes(interval);
    if (close < open && close > 0) pieces.push([0, close]);
  }
  for (const interval of intervalsOn(calendar, date)) {
    const [open, close] = inMinutes(interval);
    pieces.push([open, close < open ? 1440 : close]);
  }
  return pieces;
}

function inMinutes([open, close]: OpenInterval): Piece {
  const [from, until] = [minutesOf(open), minutesOf(close)];
  if (from === undefined || until === undefined) throw new RangeError(`Not an interval of times: ${open}-${close}`);
  return [from, until];
}

/** Wall clock to instants (rule 2.1.3); what becomes empty is dropped. */
function spansOf(pieces: readonly Piece[], date: Temporal.PlainDate, end: Instant, zone: string): Span[] {
  if (pieces.length === 0) return [];
  const start = startOf(date, zone);
  // Samoa had no 30 December 2011: moving its hours "forward by the gap" would open the day after.
  if (start === end) return [];
  // On a day of 24 hours nothing is skipped or repeated, and asking the zone for each time would be slow.
  const at =
    end - start === DAY
      ? (minutes: number) => start + minutes * MINUTE
      : (minutes: number) => instantOf(date, minutes, zone);
  return pieces.map(([from, until]) => ({ from: at(from), until: at(until) })).filter((span) => span.from < span.until);
}

/** Skipped time moves forward by the gap; of repeated time the first occurrence is meant ("compatible"). */
function instantOf(date: Temporal.PlainDate, minutes: number, zone: string): Instant {
  return date.toPlainDateTime().add({ minutes }).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}
