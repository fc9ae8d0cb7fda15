import fc from 'fast-check';
import { expect, it } from 'vitest';
import { union } from '../../src/core/business-hours.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { DAY, HOUR, type Instant } from '../../src/core/instants.ts';
import { openSpans, type Span } from '../../src/core/open-spans.ts';
import { spansAhead } from '../../src/core/spans-ahead.ts';
import { scene } from './calendars.ts';
import { at } from './cases.ts';

/** The open time of a week, or as much of it as there is. */
function week(spans: Iterable<Span>, from: Instant): Span[] {
  const until = from + 7 * DAY;
  const found: Span[] = [];
  for (const span of spans) {
    if (span.from >= until) break;
    found.push({ from: span.from, until: Math.min(span.until, until) });
  }
  return union(found);
}

it('what is kept of a calendar is what it says anew, in whatever order days are asked for', () => {
  const moves = fc.array(fc.integer({ min: -90 * 24, max: 200 * 24 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(scene, moves, ({ calendar, start }, hours) => {
      for (const hour of [0, ...hours]) {
        const from = start + hour * HOUR;
        expect(week(spansAhead(calendar, from), from)).toEqual(week(openSpans({ ...calendar }, from), from));
      }
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['that never opens', {}, {}],
  ['that opens once more', {}, { '2026-03-04': [['09:00', '17:00']] }],
  ['that opens after a year and a half', {}, { '2027-09-01': [['09:00', '17:00']] }],
] as const)('a calendar %s ends as it does anew', (_which, weekly, dates) => {
  const calendar: Calendar = { zone: 'UTC', weekly, dates };
  for (const from of ['2026-03-01', '2026-03-05', '2026-10-01', '2026-03-01', '2027-10-01']) {
    const start = at(`${from}T00:00Z`);
    expect([...spansAhead(calendar, start)]).toEqual([...openSpans({ ...calendar }, start)]);
  }
});

it('goes on for as long as somebody asks', () => {
  const calendar: Calendar = { zone: 'UTC', weekly: { mon: [['09:00', '17:00']] }, dates: {} };
  const mondays: Span[] = [];
  for (const monday of spansAhead(calendar, at('2026-03-02T10:00Z'))) {
    mondays.push(monday);
    if (mondays.length === 250) break;
  }
  expect(mondays[0]).toEqual({ from: at('2026-03-02T10:00Z'), until: at('2026-03-02T17:00Z') });
  expect(mondays[249]?.from).toBe(at('2026-03-02T09:00Z') + 249 * 7 * DAY);
});
