import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../src/people/holidays/calendar-file.ts';
import { hostile } from '../blockkit/hostile.ts';

const TODAY = '2026-03-03';
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
const daysIn = (text: string) => {
  const read = readCalendar(text, TODAY);
  return read.kind === 'fault' ? read.sentence : read.days.map(({ on, name }) => `${on} ${name}`);
};

describe('TIME-7: days off from a calendar file', () => {
  it.each([
    ['one day', ['DTSTART;VALUE=DATE:20261224'], ['2026-12-24 Closed']],
    ['its end is the day after', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225'], ['2026-12-24 Closed']],
    [
      'several days, over the turn of the year',
      ['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270102'],
      ['2026-12-31 Closed', '2027-01-01 Closed'],
    ],
    ['a length', ['DTSTART;VALUE=DATE:20260501', 'DURATION:P2D'], ['2026-05-01 Closed', '2026-05-02 Closed']],
    ['what is over is left out', ['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260304'], ['2026-03-03 Closed']],
    [
      'yearly ones come this year and next',
      ['DTSTART;VALUE=DATE:19900706', 'RRULE:FREQ=YEARLY'],
      ['2026-07-06 Closed', '2027-07-06 Closed'],
    ],
    ['this year is over already', ['DTSTART;VALUE=DATE:19900106', 'RRULE:FREQ=YEARLY'], ['2027-01-06 Closed']],
    [
      'a date without a year of its own',
      ['DTSTART;VALUE=DATE:20200706', 'RRULE:FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=6;COUNT=7'],
      ['2026-07-06 Closed'],
    ],
    ['every second year', ['DTSTART;VALUE=DATE:20200706', 'RRULE:FREQ=YEARLY;INTERVAL=2'], ['2026-07-06 Closed']],
    ['until a date', ['DTSTART;VALUE=DATE:20200706', 'RRULE:FREQ=YEARLY;UNTIL=20270101'], ['2026-07-06 Closed']],
    [
      'but for an exception',
      ['DTSTART;VALUE=DATE:20200706', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20260706'],
      ['2027-07-06 Closed'],
    ],
    [
      'the fourth Thursday in November',
      ['DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
      ['2026-11-26 Closed', '2027-11-25 Closed'],
    ],
    [
      'the last Monday in May',
      ['DTSTART;VALUE=DATE:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'],
      ['2026-05-25 Closed', '2027-05-31 Closed'],
    ],
    [
      '29 February, where there is one',
      ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'],
      'All days in it are over, or later than next year. Paste a newer file.',
    ],
  ])('%s', (_what, lines, expected) => {
    expect(daysIn(file(event('SUMMARY:Closed', ...lines)))).toEqual(expected);
  });

  it('takes pieces of a file, folded lines and names with escapes', () => {
    const named = 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260401\nSUMMARY:Founders\\, day\n  off\nEND:VEVENT\n';
    expect(daysIn(`X-WR-CALNAME:x\n${named}END:VCALENDAR`)).toEqual(['2026-04-01 Founders, day off']);
    expect(daysIn(event('DTSTART;VALUE=DATE:20260401'))).toEqual(['2026-04-01 Day off']);
  });

  it('takes no event that was called off', () => {
    const off = event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Outing', 'STATUS:CANCELLED');
    const on = event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas', 'STATUS:CONFIRMED');
    expect(daysIn(file(off, on))).toEqual(['2026-12-25 Christmas']);
    expect(daysIn(file(off))).toContain('I find no events in this.');
  });

  it('counts what it leaves out, by why', () => {
    const read = readCalendar(
      file(
        event('SUMMARY:Closed', 'DTSTART;VALUE=DATE:20260401'),
        event('SUMMARY:Party', 'DTSTART:20260401T180000Z', 'DTEND:20260401T200000Z'),
        event('SUMMARY:Fridays', 'DTSTART;VALUE=DATE:20260403', 'RRULE:FREQ=WEEKLY'),
        event('SUMMARY:Odd', 'DTSTART;VALUE=DATE:20260403', 'RRULE:FREQ=YEARLY;BYWEEKNO=3'),
        event('SUMMARY:Old', 'DTSTART;VALUE=DATE:20200403'),
        event('SUMMARY:Sabbatical', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20270403'),
        event('SUMMARY:Broken', 'DTSTART;VALUE=DATE:20261399'),
        event('SUMMARY:Nothing'),
      ),
      TODAY,
    );
    expect(read).toMatchObject({
      days: [{ on: '2026-04-01' }],
      leftOut: { timed: 1, repeating: 2, over: 1, unreadable: 3 },
    });
  });

  it.each([
    ['hello', 'begins with BEGIN:VCALENDAR'],
    ['', 'begins with BEGIN:VCALENDAR'],
    [`${event('DTSTART;VALUE=DATE:20260401')}\nBEGIN:VEVENT\nSUMM`, 'cut off'],
    [event('SUMMARY:x', 'DTSTART:20260401T180000Z'), 'only those'],
    [event('SUMMARY:x'), 'unchanged'],
    [event('DTSTART;VALUE=DATE:20200401'), 'newer file'],
    [
      file(
        ...Array.from({ length: 12 }, (_, month) =>
          event(`DTSTART;VALUE=DATE:2027${String(month + 1).padStart(2, '0')}01`, 'DURATION:P60D'),
        ),
      ),
      'days',
    ],
  ])('says what to do about %j', (text, words) => {
    expect(daysIn(text)).toContain(words);
  });

  it('survives whatever is pasted', () => {
    const line = fc.oneof(
      hostile,
      fc.constantFrom('RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2', 'DTSTART;VALUE=DATE:20260401'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        expect(readCalendar(event(...lines), TODAY)).toHaveProperty('kind');
      }),
      { numRuns: 200 },
    );
  });
});
