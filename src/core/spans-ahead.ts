import { DAY, type Instant } from './instants.ts';
import { openSpans, type Span } from './open-spans.ts';
import type { Calendar } from './opening-hours.ts';

/** The open time of one calendar from some instant on, as far as anybody has asked. */
interface Ahead {
  readonly from: Instant;
  readonly known: Span[];
  readonly more: Iterator<Span>;
}

const ahead = new WeakMap<Calendar, Ahead>();

/** So much is found by walking along what is known; whoever asks for later begins anew. */
const MOST_KNOWN = 100;

/**
 * As `openSpans` without an end. Calendars are asked for the same days again and again, by each lead that arrives, and
 * finding out costs more than all else about a promise; so what was found is kept for as long as the calendar is.
 */
export function* spansAhead(calendar: Calendar, from: Instant): Generator<Span> {
  const { known, more } = aheadOf(calendar, from);
  for (let at = 0; at < MOST_KNOWN; at += 1) {
    if (at === known.length) {
      const next = more.next();
      // Closed for so long that the search was given up; counted from `from` it may end.
      if (next.done) break;
      known.push(next.value);
    }
    const span = known[at];
    if (span === undefined || span.until <= from) continue;
    yield { from: Math.max(span.from, from), until: span.until };
    if (at === MOST_KNOWN - 1) return yield* openSpans(calendar, span.until);
  }
  yield* openSpans(calendar, Math.max(from, known.at(-1)?.until ?? from));
}

function aheadOf(calendar: Calendar, from: Instant): Ahead {
  const before = ahead.get(calendar);
  const isNear = before !== undefined && before.from <= from && (before.known[MOST_KNOWN / 2]?.from ?? from) >= from;
  if (isNear) return before;
  const start = from - DAY;
  const made = { from: start, known: [], more: openSpans(calendar, start) };
  ahead.set(calendar, made);
  return made;
}
