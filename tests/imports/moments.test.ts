import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoText } from '../../src/core/iso-text.ts';
import { addDays, instantAt } from '../../src/core/local-time.ts';
import { orderProvedBy, readMoment } from '../../src/imports/moments.ts';

const inBerlin = { order: undefined, zone: 'Europe/Berlin' };

function read(text: string, order?: 'day-first' | 'month-first'): string {
  const moment = readMoment(text, { ...inBerlin, order });
  return moment.kind === 'at' ? isoText(moment.at) : moment.kind;
}

describe('a date in a file', () => {
  it.each([
    ['2026-03-31', '2026-03-30T22:00:00Z'],
    ['2026/3/1', '2026-02-28T23:00:00Z'],
    ['2026-03-31 09:15', '2026-03-31T07:15:00Z'],
    ['2026-03-31T09:15:30Z', '2026-03-31T09:15:30Z'],
    ['2026-03-31T09:15:30.123+02:00', '2026-03-31T07:15:30Z'],
    ['2026-03-31 09:15:30 UTC', '2026-03-31T09:15:30Z'],
    ['2026-03-31 09:15:30+00', '2026-03-31T09:15:30Z'],
    ['2026-03-31 09:15:30-0330', '2026-03-31T12:45:30Z'],
    ['31 March 2026', '2026-03-30T22:00:00Z'],
    ['31-Mar-26 09:15', '2026-03-31T07:15:00Z'],
    ['Mar 31, 2026 9:15 AM', '2026-03-31T07:15:00Z'],
    ['Tue, 31 Mar 2026 09:15:30 GMT', '2026-03-31T09:15:30Z'],
    ['31/12/99', '1999-12-30T23:00:00Z'],
    ['31 Marble 2026', 'unreadable'],
    ['31.03.2026', '2026-03-30T22:00:00Z'],
    ['1.2.26, 14:05 Uhr', '2026-02-01T13:05:00Z'],
    ['31/03/2026 9:05 PM', '2026-03-31T19:05:00Z'],
    ['12/31/2025 12:00 AM', '2025-12-30T23:00:00Z'],
    ['05/05/2026', '2026-05-04T22:00:00Z'],
    ['1767225600000', '2026-01-01T00:00:00Z'],
    ['1767225600', '2026-01-01T00:00:00Z'],
    ['03/04/2026', 'ambiguous'],
    ['31.02.2026', 'unreadable'],
    ['2026-03-31 25:00', 'unreadable'],
    ['yesterday', 'unreadable'],
    ['13/13/2026', 'unreadable'],
  ])('%s is %s', (text, expected) => {
    expect(read(text).replace('.123', '').replace('.000', '')).toBe(expected);
  });

  it('that could be either is read in the order that somebody chose, or that another one proves', () => {
    expect(read('03/04/2026', 'day-first')).toContain('2026-04-02');
    expect(read('03/04/2026', 'month-first')).toContain('2026-03-03');
    expect(orderProvedBy('31/03/2026')).toBe('day-first');
    expect(orderProvedBy('03/31/2026')).toBe('month-first');
    expect(orderProvedBy('03/04/2026')).toBeUndefined();
  });

  it.each([
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    // The change is at midnight.
    ['America/Havana', '2026-03-08'],
    ['America/Havana', '2026-11-01'],
    // The day was left out.
    ['Pacific/Apia', '2011-12-30'],
  ])('in %s on %s, before and after is what a clock on the wall shows', (zone, change) => {
    for (const date of [addDays(change, -1), change, addDays(change, 1)]) {
      for (const time of ['00:00', '00:30', '01:45', '02:15', '02:30', '03:00', '12:00', '23:59']) {
        const its = { kind: 'at', at: instantAt(date, time, zone) };
        expect(readMoment(`${date} ${time}`, { order: undefined, zone }), `${date} ${time}`).toEqual(its);
        if (time === '00:00') expect(readMoment(date, { order: undefined, zone })).toEqual(its);
      }
    }
  });

  it('whatever stands there, reading it ends in one of three ways', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d./: -]{0,24}$/)), (text) => {
        expect(['at', 'ambiguous', 'unreadable']).toContain(readMoment(text, inBerlin).kind);
      }),
    );
  });
});
