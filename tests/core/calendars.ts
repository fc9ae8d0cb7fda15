import fc from 'fast-check';
import type { Calendar, OpenInterval } from '../../src/core/calendar.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { WEEKDAYS } from '../../src/core/opening-hours.ts';
import { at } from './cases.ts';

/** Zones with odd rules, each with moments around which they show. */
export const oddMoments: readonly (readonly [zone: string, around: Instant])[] = [
  ['UTC', at('2026-02-28T00:00Z')],
  ['America/New_York', at('2026-03-08T07:00Z')],
  ['America/New_York', at('2026-11-01T06:00Z')],
  ['Europe/Berlin', at('2026-03-29T01:00Z')],
  ['Europe/Berlin', at('2026-10-25T01:00Z')],
  ['Australia/Lord_Howe', at('2026-04-04T15:00Z')],
  ['Australia/Lord_Howe', at('2026-10-03T15:30Z')],
  ['America/Santiago', at('2026-04-05T03:00Z')],
  ['America/Santiago', at('2026-09-06T04:00Z')],
  ['America/Sao_Paulo', at('2015-10-18T03:00Z')],
  ['America/St_Johns', at('2010-11-07T02:31Z')],
  ['America/Toronto', at('1919-03-31T04:30Z')],
  ['Africa/Casablanca', at('2026-02-15T02:00Z')],
  ['Asia/Kolkata', at('2026-01-15T00:00Z')],
  ['Asia/Kathmandu', at('2026-01-15T00:00Z')],
  ['Pacific/Apia', at('2011-12-30T10:00Z')],
  ['Pacific/Chatham', at('2026-04-04T14:00Z')],
  ['Antarctica/Troll', at('2026-03-29T01:00Z')],
  ['Pacific/Kiritimati', at('2026-06-01T00:00Z')],
];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Up to three intervals that don't overlap on their date; the last may run over midnight. */
const hours: fc.Arbitrary<OpenInterval[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 2, maxLength: 6 }),
    fc.option(fc.integer({ min: 1, max: 144 })),
  )
  .map(([marks, overnight]) => {
    const sorted = marks.toSorted((a, b) => a - b);
    const pairs: OpenInterval[] = [];
    for (let at = 0; at + 1 < sorted.length; at += 2) {
      const [open = 0, close = 0] = [sorted[at], sorted[at + 1]];
      const last = at + 3 >= sorted.length;
      pairs.push([clock(open * 5), clock((last && overnight !== null && overnight < open ? overnight : close) * 5)]);
    }
    return pairs;
  });

/** A zone, a moment near one of its oddities, and a calendar with breaks, nights and dates of its own around it. */
export const scene = fc
  .record({
    place: fc.constantFrom(...oddMoments),
    weekly: fc.array(hours, { minLength: 7, maxLength: 7 }),
    closed: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }),
    own: fc.array(fc.tuple(fc.integer({ min: -4, max: 6 }), fc.oneof(fc.constant([]), hours)), { maxLength: 4 }),
    before: fc.integer({ min: -2 * 24 * 60, max: 4 * 24 * 60 }),
  })
  .map(({ place: [zone, around], weekly, closed, own, before }) => {
    const calendar: Calendar = {
      zone,
      weekly: Object.fromEntries(
        WEEKDAYS.map((weekday, at) => [weekday, closed.includes(at) ? [] : (weekly[at] ?? [])]),
      ),
      dates: Object.fromEntries(own.map(([days, list]) => [isoDate(around + days * DAY), list])),
    };
    return { calendar, start: around - before * MINUTE };
  });

/** Minute-aligned targets up to sixty hours. */
export const target = fc.integer({ min: 1, max: 60 * 60 }).map((minutes) => minutes * MINUTE);

/** Pauses after `start`, overlapping or not. */
export const pausesAfter = (start: Instant) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -6 * 60, max: 5 * 24 * 60 }), fc.integer({ min: 0, max: (30 * HOUR) / MINUTE }))
      .map(([begin, length]) => ({ from: start + begin * MINUTE, until: start + (begin + length) * MINUTE })),
    { maxLength: 4 },
  );

const isoDate = (instant: Instant): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' }).format(instant);
