import { expect, it } from 'vitest';
import { addDays, dateAt, weekdayOf } from '../../src/core/local-time.ts';

it('a moment has the date of the wall where one is', () => {
  const sundayEvening = Date.parse('2026-03-01T21:00Z');
  expect(dateAt(sundayEvening, 'UTC')).toBe('2026-03-01');
  expect(dateAt(sundayEvening, 'Pacific/Auckland')).toBe('2026-03-02');
});

it('days are counted on the calendar, through leap days and the ends of years', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(weekdayOf('2026-03-04')).toBe('wed');
});
