import { describe, expect, it } from 'vitest';
import { dateFromFormat } from '../../playground/web/dates.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import {
  dateText,
  dateTimeText,
  dayTimeText,
  durationText,
  hoursText,
  slackDate,
  slackDay,
  timeText,
  weekdayName,
  workingTimeText,
  zoneText,
} from '../../src/core/time-text.ts';
import { at } from './cases.ts';

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [-5 * MINUTE, '0 s'],
    [59 * SECOND, '59 s'],
    [52 * MINUTE + 59 * SECOND, '52 min'],
    [HOUR, '1 h'],
    [HOUR + 5 * MINUTE, '1 h 05 min'],
    [47 * HOUR + 59 * MINUTE, '47 h 59 min'],
    [2 * DAY, '2 days'],
    [2 * DAY + 3 * HOUR + 59 * MINUTE, '2 days 3 h'],
  ])('%d ms is "%s"', (duration, text) => {
    expect(durationText(duration)).toBe(text);
  });

  it.each([
    [MINUTE, '1 working minute'],
    [30 * MINUTE, '30 working minutes'],
    [HOUR, '1 working hour'],
    [72 * HOUR, '72 working hours'],
    [90 * MINUTE, '1 h 30 min of working time'],
    [0, '0 s of working time'],
  ])('2.1.8: working time is never given in days: %d ms is "%s"', (duration, text) => {
    expect(workingTimeText(duration)).toBe(text);
  });

  it('hours go on counting beyond a day', () => {
    expect(hoursText(72 * HOUR)).toBe('72 h');
  });
});

describe('times say their zone', () => {
  const moment = at('2026-09-07T08:05Z');

  it('in the zone that is asked for', () => {
    expect(timeText(moment, 'Europe/Berlin')).toBe('10:05 CEST');
    expect(dayTimeText(moment, 'America/New_York')).toBe('Mon 04:05 EDT');
    expect(dateTimeText(moment, 'UTC')).toBe('Mon 7 Sep 08:05 UTC');
    expect(dateText(at('2026-12-31T23:30Z'), 'Asia/Kolkata')).toBe('Fri 1 Jan');
    expect(weekdayName(at('2026-12-31T23:30Z'), 'Asia/Kolkata')).toBe('Friday');
  });

  it.each([
    ['Europe/Berlin', '2026-01-05T12:00Z', 'CET'],
    ['Europe/London', '2026-07-05T12:00Z', 'BST'],
    ['America/Los_Angeles', '2026-07-05T12:00Z', 'PDT'],
    ['Australia/Sydney', '2026-01-05T12:00Z', 'AEDT'],
    ['Asia/Kolkata', '2026-01-05T12:00Z', 'IST'],
    ['Asia/Tokyo', '2026-01-05T12:00Z', 'JST'],
    ['America/Sao_Paulo', '2026-01-05T12:00Z', 'GMT-3'],
    ['UTC', '2026-01-05T12:00Z', 'UTC'],
  ])('%s at %s is %s', (zone, moment, abbreviation) => {
    expect(zoneText(at(moment), zone)).toBe(abbreviation);
  });

  it('midnight is 00:00', () => {
    expect(timeText(at('2026-03-02T00:00Z'), 'UTC')).toBe('00:00 UTC');
  });
});

describe('dates for Slack', () => {
  const moment = at('2026-03-09T09:00:59.999Z');

  it.each([
    ['date-time', '<!date^1773046859^{date_short_pretty} at {time}|Mon 9 Mar 10:00 CET>'],
    ['time', '<!date^1773046859^{time}|10:00 CET>'],
    ['date', '<!date^1773046859^{date_short_pretty}|Mon 9 Mar>'],
  ] as const)('%s', (format, token) => {
    expect(slackDate(moment, format, 'Europe/Berlin')).toBe(token);
  });

  it.each([
    ['long ago', '2026-01-31T10:00Z', 'on {date_short}', 'on 9 Mar 2026'],
    ['two days before', '2026-03-07T22:59Z', 'on {date_short}', 'on 9 Mar 2026'],
    ['the day before', '2026-03-07T23:00Z', '{date_short_pretty}', 'tomorrow'],
    ['that day', '2026-03-09T22:59Z', '{date_short_pretty}', 'today'],
    ['the day after', '2026-03-10T22:59Z', '{date_short_pretty}', 'yesterday'],
    ['two days after', '2026-03-10T23:00Z', 'on {date_short}', 'on 9 Mar 2026'],
  ])('a day in a sentence, written %s, has a preposition only where it needs one', (_when, now, format, read) => {
    expect(slackDay(moment, at(now), 'Europe/Berlin')).toBe(`<!date^1773046859^${format}|on Mon 9 Mar>`);
    expect(dateFromFormat(moment, format, { zone: 'Europe/Berlin', now: at(now) })).toBe(read);
  });
});
