import { describe, expect, it } from 'vitest';
import { dueAt, isOpen, nextOpening, union, warningAt, workingTime } from '../../src/core/business-hours.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { at, calendarNamed, cases, everyDay, spans, weekdays } from './cases.ts';

describe('the due time is the earliest instant at which the target has been worked (2.1.4)', () => {
  it.each(cases.due)('$id: $note', ({ calendar, start, targetMinutes, pauses, due }) => {
    expect(dueAt(calendarNamed(calendar), at(start), targetMinutes * MINUTE, spans(pauses))).toBe(at(due));
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('X01: refuses a target of %s ms', (target) => {
    expect(() => dueAt(calendarNamed('utc-9-17'), at('2026-03-02T09:00Z'), target)).toThrow(
      /target must be a positive time/,
    );
  });

  it('X02: says so when the calendar has no open time, instead of searching for ever', () => {
    const never: Calendar = { zone: 'UTC', weekly: {}, dates: { '2026-03-02': [] } };
    expect(() => dueAt(never, at('2026-03-02T09:00Z'), HOUR)).toThrow(/no open time for 366 days/);
  });

  it('keeps seconds and milliseconds of the start', () => {
    const start = at('2026-03-06T16:59:30.250Z');
    expect(dueAt(calendarNamed('utc-9-17'), start, MINUTE)).toBe(at('2026-03-09T09:00:30.250Z'));
  });

  it('finds a single open date that lies 366 days ahead', () => {
    const yearly: Calendar = { zone: 'UTC', weekly: {}, dates: { '2027-03-03': [['09:00', '10:00']] } };
    expect(dueAt(yearly, at('2026-03-02T09:00Z'), HOUR)).toBe(at('2027-03-03T10:00Z'));
  });

  it('passes a closure of four weeks', () => {
    const due = dueAt(calendarNamed('closed-4-weeks'), at('2026-07-31T16:30Z'), HOUR);
    expect(due).toBe(at('2026-09-01T09:30Z'));
  });

  it('passes a pause that is longer than the longest closure', () => {
    const pause = { from: at('2026-03-02T10:00Z'), until: at('2028-03-06T10:00Z') };
    expect(dueAt(calendarNamed('utc-9-17'), at('2026-03-02T09:30Z'), HOUR, [pause])).toBe(at('2028-03-06T10:30Z'));
  });

  it('never falls due under a pause without an end', () => {
    const pause = { from: at('2026-03-02T10:00Z'), until: Number.POSITIVE_INFINITY };
    expect(dueAt(calendarNamed('utc-9-17'), at('2026-03-02T09:30Z'), 30 * MINUTE, [pause])).toBe(pause.from);
    expect(() => dueAt(calendarNamed('utc-9-17'), at('2026-03-02T09:30Z'), HOUR, [pause])).toThrow(RangeError);
  });
});

describe('working time is open time less the union of the pauses (2.1.2)', () => {
  it.each(cases.elapsed)('$id: $note', ({ calendar, start, end, pauses, workingSeconds }) => {
    expect(workingTime(calendarNamed(calendar), at(start), at(end), spans(pauses))).toBe(workingSeconds * SECOND);
  });

  it('measures over a closure that is longer than the search for open time', () => {
    const calendar: Calendar = {
      zone: 'UTC',
      weekly: {},
      dates: { '2024-01-01': [['09:00', '10:00']], '2026-01-01': [['09:00', '10:00']] },
    };
    expect(workingTime(calendar, at('2023-12-31T00:00Z'), at('2026-01-01T09:30Z'))).toBe(1.5 * HOUR);
  });
});

describe('wall clock to instant (2.1.3)', () => {
  const night = { zone: 'America/New_York', weekly: { sat: [['22:00', '06:00']] }, dates: {} } as const;

  it('N04: the night in which clocks go forward has seven hours, the one in which they go back nine', () => {
    expect(workingTime(night, at('2026-03-07T12:00Z'), at('2026-03-09T12:00Z'))).toBe(7 * HOUR);
    expect(workingTime(night, at('2026-10-31T12:00Z'), at('2026-11-02T12:00Z'))).toBe(9 * HOUR);
  });

  it('of a repeated time the first occurrence is meant', () => {
    const calendar: Calendar = { zone: 'America/New_York', weekly: everyDay(['01:30', '02:00']), dates: {} };
    expect(nextOpening(calendar, at('2026-11-01T04:00Z'))).toBe(at('2026-11-01T05:30Z'));
    expect(workingTime(calendar, at('2026-11-01T04:00Z'), at('2026-11-01T12:00Z'))).toBe(1.5 * HOUR);
  });

  it('skipped times move forward by the gap, and hours that meet there count once', () => {
    const calendar: Calendar = {
      zone: 'Europe/Berlin',
      weekly: {
        sun: [
          ['02:45', '02:50'],
          ['03:10', '03:20'],
          ['03:40', '03:55'],
        ],
      },
      dates: {},
    };
    const day = [at('2026-03-29T00:00Z'), at('2026-03-29T12:00Z')] as const;
    expect(nextOpening(calendar, day[0])).toBe(at('2026-03-29T01:10Z'));
    // 02:45-02:50 has become 03:45-03:50, inside 03:40-03:55.
    expect(workingTime(calendar, ...day)).toBe(25 * MINUTE);
  });

  it('a gap of half an hour at midnight loses nothing of what lies on either side (Toronto, 1919)', () => {
    const calendar: Calendar = {
      zone: 'America/Toronto',
      weekly: {},
      dates: { '1919-03-30': [['23:35', '23:50']], '1919-03-31': [['00:30', '00:40']] },
    };
    // 23:30 became 00:30: the first interval moves to 00:35-00:50 and joins the second.
    expect(workingTime(calendar, at('1919-03-30T00:00Z'), at('1919-04-01T00:00Z'))).toBe(20 * MINUTE);
  });

  it('a date that the zone skips has no hours (Samoa, 30 December 2011)', () => {
    const calendar: Calendar = { zone: 'Pacific/Apia', weekly: { fri: [['09:00', '17:00']] }, dates: {} };
    expect(workingTime(calendar, at('2011-12-29T12:00Z'), at('2012-01-04T00:00Z'))).toBe(0);
  });

  it('half-hour changes count as half hours (Lord Howe)', () => {
    const calendar: Calendar = { zone: 'Australia/Lord_Howe', weekly: everyDay(['00:00', '24:00']), dates: {} };
    expect(workingTime(calendar, at('2026-10-03T13:30Z'), at('2026-10-04T13:00Z'))).toBe(23.5 * HOUR);
  });
});

describe('a date of its own wins over the weekly hours (2.1.1)', () => {
  const nights: Calendar = { zone: 'UTC', weekly: everyDay(['22:00', '06:00']), dates: { '2026-12-25': [] } };

  it('a closed date cancels the night that opens on it, and leaves the one that opened before it', () => {
    expect(isOpen(nights, at('2026-12-25T05:59Z'))).toBe(true);
    expect(isOpen(nights, at('2026-12-25T23:00Z'))).toBe(false);
    expect(isOpen(nights, at('2026-12-26T03:00Z'))).toBe(false);
    expect(workingTime(nights, at('2026-12-24T12:00Z'), at('2026-12-26T12:00Z'))).toBe(8 * HOUR);
  });

  it('ending the night before at midnight is said on the date before', () => {
    const home = { ...nights, dates: { ...nights.dates, '2026-12-24': [['22:00', '24:00']] } } as const;
    expect(workingTime(home, at('2026-12-24T12:00Z'), at('2026-12-26T12:00Z'))).toBe(2 * HOUR);
  });

  it('hours of a date that overlap a night count once', () => {
    const calendar = { ...nights, dates: { '2026-12-25': [['05:00', '07:00']] } } as const;
    expect(workingTime(calendar, at('2026-12-24T12:00Z'), at('2026-12-25T12:00Z'))).toBe(9 * HOUR);
  });

  it('a weekend date can be open', () => {
    const calendar = {
      zone: 'UTC',
      weekly: weekdays(['09:00', '17:00']),
      dates: { '2026-03-07': [['10:00', '12:00']] },
    } as const;
    expect(dueAt(calendar, at('2026-03-06T16:00Z'), 2 * HOUR)).toBe(at('2026-03-07T11:00Z'));
  });
});

describe('open or closed', () => {
  const calendar = calendarNamed('utc-9-17');

  it('the opening instant is open, the closing instant is not', () => {
    expect(isOpen(calendar, at('2026-03-02T09:00Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-03-02T16:59:59.999Z'))).toBe(true);
    expect(isOpen(calendar, at('2026-03-02T17:00Z'))).toBe(false);
    expect(isOpen(calendar, at('2026-03-02T08:59:59.999Z'))).toBe(false);
  });

  it('the next opening of an open moment is that moment', () => {
    expect(nextOpening(calendar, at('2026-03-02T12:34:56Z'))).toBe(at('2026-03-02T12:34:56Z'));
    expect(nextOpening(calendar, at('2026-03-06T17:00Z'))).toBe(at('2026-03-09T09:00Z'));
    expect(nextOpening({ ...calendar, weekly: {} }, at('2026-03-06T17:00Z'))).toBeUndefined();
  });
});

describe('warnings are points in working time (2.1.7)', () => {
  const calendar = calendarNamed('utc-8-18');
  const start = at('2026-03-02T17:00Z');

  it('W02: sixty minutes before a target of ninety is half an hour after the start', () => {
    expect(warningAt(calendar, start, 90 * MINUTE, HOUR)).toBe(at('2026-03-02T17:30Z'));
  });

  it.each([HOUR, 2 * HOUR])('a lead as long as the target gives no warning (%s ms)', (lead) => {
    expect(warningAt(calendar, start, HOUR, lead)).toBeUndefined();
  });

  it('a negative lead is an escalation after the due time', () => {
    expect(warningAt(calendar, start, 90 * MINUTE, -30 * MINUTE)).toBe(at('2026-03-03T09:00Z'));
  });
});

it('pauses that overlap or touch are one, empty and inverted ones are none', () => {
  const pause = (from: number, until: number) => ({ from, until });
  expect(union([pause(5, 9), pause(1, 3), pause(3, 4), pause(6, 7), pause(2, 2), pause(DAY, 0)])).toEqual([
    pause(1, 4),
    pause(5, 9),
  ]);
});
