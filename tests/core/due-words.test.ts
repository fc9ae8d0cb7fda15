import { expect, it } from 'vitest';
import type { Span } from '../../src/core/business-hours.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { dueWords } from '../../src/core/due-words.ts';
import { explainDue } from '../../src/core/explain-due.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { at, calendarNamed, spans, weekdays } from './cases.ts';

const berlin: Calendar = {
  zone: 'Europe/Berlin',
  weekly: weekdays(['09:00', '17:00']),
  dates: { '2026-03-09': [], '2026-04-03': [], '2026-04-06': [] },
};

const words = (calendar: Calendar, start: string, target: number, pauses: readonly Span[] = []) =>
  dueWords(explainDue(calendar, at(start), target, pauses), calendar.zone).join('; ');

it('a weekend and a holiday', () => {
  expect(words(berlin, '2026-03-06T15:00Z', 2 * HOUR)).toBe(
    'Received Fri 16:00 CET; 1 h counted Friday; weekend; Monday is a holiday; 1 h Tuesday; due Tue 10:00 CET',
  );
});

it('within one day', () => {
  expect(words(berlin, '2026-03-04T09:00Z', HOUR)).toBe(
    'Received Wed 10:00 CET; 1 h counted Wednesday; due Wed 11:00 CET',
  );
});

it('an arrival outside hours', () => {
  expect(words(berlin, '2026-03-04T18:00Z', HOUR)).toBe(
    'Received Wed 19:00 CET; outside working hours; 1 h counted Thursday; due Thu 10:00 CET',
  );
});

it('a lunch break', () => {
  expect(words(calendarNamed('lunch'), '2026-03-02T11:30Z', HOUR)).toBe(
    'Received Mon 11:30 UTC; 1 h counted Monday; break 12:00–13:00; due Mon 13:30 UTC',
  );
});

it('the abbreviation follows a clock change', () => {
  expect(words(calendarNamed('ny-9-17'), '2026-03-06T21:00Z', 2 * HOUR)).toBe(
    'Received Fri 16:00 EST; 1 h counted Friday; weekend; 1 h Monday; due Mon 10:00 EDT',
  );
});

it('P02: a pause that cost working time', () => {
  const pause = spans([['2026-03-06T16:30:00Z', '2026-03-09T09:30:00Z']]);
  expect(words(calendarNamed('utc-9-17'), '2026-03-06T16:00Z', 4 * HOUR, pause)).toBe(
    'Received Fri 16:00 UTC; 30 min counted Friday; paused from Fri 16:30 to Mon 09:30; 3 h 30 min Monday; due Mon 13:00 UTC',
  );
});

it('P06: a pause outside hours is not mentioned', () => {
  const pause = spans([['2026-03-02T18:00:00Z', '2026-03-02T20:00:00Z']]);
  expect(words(calendarNamed('utc-9-17'), '2026-03-02T16:30Z', HOUR, pause)).toBe(
    'Received Mon 16:30 UTC; 30 min counted Monday; 30 min Tuesday; due Tue 09:30 UTC',
  );
});

it('a week and more is summed up, with dates', () => {
  expect(words(berlin, '2026-04-02T13:00Z', 50 * HOUR)).toBe(
    'Received Thu 2 Apr 15:00 CEST; 2 h counted Thu 2 Apr; Fri 3 Apr is a holiday; Mon 6 Apr is a holiday; 40 h on the next 5 working days; 8 h Tue 14 Apr; due Tue 14 Apr 17:00 CEST',
  );
});

it('a weekday off and two holidays in a row', () => {
  const { wed: _, ...weekly } = weekdays(['09:00', '17:00']);
  const calendar: Calendar = { zone: 'UTC', weekly, dates: { '2026-03-05': [], '2026-03-06': [] } };
  expect(words(calendar, '2026-03-03T16:30Z', HOUR)).toBe(
    'Received Tue 16:30 UTC; 30 min counted Tuesday; closed Wednesday; Thursday and Friday are holidays; weekend; 30 min Monday; due Mon 09:30 UTC',
  );
});

it('a night shift: the day between two nights is no break', () => {
  expect(words(calendarNamed('night-ny'), '2026-03-03T10:30Z', HOUR)).toBe(
    'Received Tue 05:30 EST; 1 h counted Tuesday; due Tue 22:30 EST',
  );
});

it('minutes alone', () => {
  expect(words(berlin, '2026-03-04T09:00Z', 5 * MINUTE)).toContain('5 min counted Wednesday');
});

it('seconds, which nobody sees, leave the sum right', () => {
  expect(words(berlin, '2026-03-06T15:00:41Z', 2 * HOUR)).toBe(
    'Received Fri 16:00 CET; 1 h counted Friday; weekend; Monday is a holiday; 1 h Tuesday; due Tue 10:00 CET',
  );
});
