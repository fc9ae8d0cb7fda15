import { describe, expect, it } from 'vitest';
import { cityOf, dateFromFormat, fullText, momentOf, momentText } from '../../../playground/web/dates.ts';

const MONDAY_TEN = Date.parse('2026-03-09T09:00:00Z');
const berlin = { zone: 'Europe/Berlin', now: MONDAY_TEN };

describe('a date token is written in the reader’s own zone', () => {
  it.each([
    ['{time}', '10:00'],
    ['{time_secs}', '10:00:00'],
    ['{date}', '9 March 2026'],
    ['{date_short}', '9 Mar 2026'],
    ['{date_long}', 'Monday, 9 March 2026'],
    ['{date_num}', '2026-03-09'],
    ['{date_slash}', '2026/03/09'],
    ['{date_short_pretty} at {time}', 'today at 10:00'],
    ['{date_long_pretty}', 'today'],
    ['{day_divider_pretty}', 'today'],
    ['{unheard_of}', '{unheard_of}'],
  ])('%s: %s', (format, shown) => {
    expect(dateFromFormat(MONDAY_TEN, format, berlin)).toBe(shown);
  });

  it('says today, yesterday and tomorrow by the reader’s calendar', () => {
    const at = Date.parse('2026-03-09T23:30:00Z');
    expect(dateFromFormat(at, '{date_pretty} {time}', berlin)).toBe('tomorrow 00:30');
    expect(dateFromFormat(at, '{date_pretty} {time}', { ...berlin, zone: 'America/New_York' })).toBe('today 19:30');
    expect(dateFromFormat(MONDAY_TEN, '{date_pretty}', { ...berlin, now: at })).toBe('yesterday');
    expect(dateFromFormat(MONDAY_TEN, '{date_short_pretty}', { ...berlin, now: at + 86_400_000 })).toBe('9 Mar 2026');
  });

  it.each([
    [0, '0 min ago'],
    [-40 * 60_000, '40 min ago'],
    [40 * 60_000, 'in 40 min'],
    [-3 * 3_600_000, '3 h ago'],
    [-4 * 86_400_000, '4 days ago'],
  ])('{ago} at a distance of %d ms: %s', (away, shown) => {
    expect(dateFromFormat(MONDAY_TEN + away, '{ago}', berlin)).toBe(shown);
  });
});

it('says a moment as short as it can be understood', () => {
  expect(momentText(MONDAY_TEN, berlin)).toBe('10:00');
  expect(momentText(MONDAY_TEN, { ...berlin, now: MONDAY_TEN + 86_400_000 })).toBe('Mon 9 Mar 10:00');
  expect(momentText(MONDAY_TEN, { ...berlin, zone: 'Asia/Tokyo' })).toBe('18:00');
  expect(fullText(MONDAY_TEN, 'Europe/Berlin')).toBe('Monday, 9 March 2026, 10:00 (Europe/Berlin)');
});

it('reads a message’s timestamp and the place of a zone', () => {
  expect(momentOf('1773046800.000100')).toBeCloseTo(MONDAY_TEN, 0);
  expect(cityOf('America/New_York')).toBe('New York');
});
