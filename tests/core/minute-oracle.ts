import type { Span } from '../../src/core/business-hours.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { WEEKDAYS } from '../../src/core/opening-hours.ts';

const MINUTES_A_DAY = 1440;

/**
 * The rules of rule 2.1.1 to rule 2.1.3 once more, by other means: a table of what the wall shows at every minute, made by
 * Intl, and a count of minutes. Right for whole minutes only, and slow.
 */
export function minuteOracle(calendar: Calendar, from: Instant, until: Instant): (at: Instant) => boolean {
  const wall = wallTable(calendar.zone, from - 2 * DAY, until + 2 * DAY);
  const open = new Set<Instant>();
  for (const day of new Set([...wall.firstAt.keys()].map((minute) => Math.floor(minute / MINUTES_A_DAY)))) {
    for (const [start, end] of piecesOn(calendar, day)) {
      const last = wall.instantOf(end);
      for (let at = wall.instantOf(start); at < last; at += MINUTE) open.add(at);
    }
  }
  return (at) => open.has(at);
}

/** Minutes worked between two instants. */
export function minutesWorked(isOpen: (at: Instant) => boolean, span: Span, pauses: readonly Span[]): number {
  let minutes = 0;
  for (let at = span.from; at < span.until; at += MINUTE) {
    if (isOpen(at) && !pauses.some((pause) => pause.from <= at && at < pause.until)) minutes += 1;
  }
  return minutes;
}

/** In minutes since 1970 on the wall. */
function piecesOn(calendar: Calendar, day: number): [number, number][] {
  const pieces: [number, number][] = [];
  const midnight = day * MINUTES_A_DAY;
  for (const [open, close] of listOn(calendar, day)) {
    pieces.push([midnight + open, midnight + (close < open ? MINUTES_A_DAY : close)]);
  }
  for (const [open, close] of listOn(calendar, day - 1)) if (close < open) pieces.push([midnight, midnight + close]);
  return pieces;
}

function listOn(calendar: Calendar, day: number): [number, number][] {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' }).format(day * DAY);
  // 1 January 1970 was a Thursday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';
  return (calendar.dates[date] ?? calendar.weekly[weekday] ?? []).map(([open, close]) => [
    minutes(open),
    minutes(close),
  ]);
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function wallTable(zone: string, from: Instant, until: Instant) {
  const shownAt = wallClock(zone);
  const firstAt = new Map<number, Instant>();
  const note = (shown: number, at: Instant) => {
    if (!firstAt.has(shown)) firstAt.set(shown, at);
  };
  // Asking for every minute would take seconds: within an hour that moves the wall by an hour, it moves evenly.
  for (let hour = from; hour < until; hour += HOUR) {
    const begins = shownAt(hour);
    const even = shownAt(hour + HOUR) - begins === 60;
    for (let minute = 0; minute < 60; minute += 1) {
      const at = hour + minute * MINUTE;
      note(even ? begins + minute : shownAt(at), at);
    }
  }
  const earliest = shownAt(from);
  return {
    firstAt,
    /** The first time that the wall shows it; where it never does, as much later as it would be without the gap. */
    instantOf(shown: number): Instant {
      let back = 0;
      while (!firstAt.has(shown - back) && shown - back > earliest) back += 1;
      const before = firstAt.get(shown - back) ?? from;
      return before + back * MINUTE;
    },
  };
}

/** What the wall shows, in minutes since 1970. */
function wallClock(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const [year = 0, month = 1, day = 0, hour = 0, minute = 0] = format.format(at).match(/\d+/g)?.map(Number) ?? [];
    return Date.UTC(year, month - 1, day, hour, minute) / MINUTE;
  };
}
