import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/core/calendar.ts';
import { endOfWorkingDay } from '../../src/core/working-days.ts';

const OFFICE: Calendar = {
  zone: 'Europe/Berlin',
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    tue: [['09:00', '17:00']],
    wed: [['09:00', '17:00']],
    thu: [['09:00', '17:00']],
    fri: [['09:00', '15:00']],
  },
  dates: { '2026-03-11': [] },
};

describe('the end of the n-th working day', () => {
  it.each([
    ['2026-03-09T07:00:00Z', 1, '2026-03-09T16:00:00Z', 'a day with a break ends once'],
    ['2026-03-09T15:30:00Z', 1, '2026-03-09T16:00:00Z', 'the rest of a day counts as that day'],
    ['2026-03-09T16:00:00Z', 1, '2026-03-10T16:00:00Z', 'a day that is over does not count'],
    ['2026-03-10T08:00:00Z', 2, '2026-03-12T16:00:00Z', 'a holiday does not count'],
    ['2026-03-27T08:00:00Z', 2, '2026-03-30T15:00:00Z', 'the weekend of the clock change does not count'],
  ])('%s + %i → %s: %s', (from, n, end) => {
    expect(new Date(endOfWorkingDay(OFFICE, Date.parse(from), n)).toISOString()).toBe(end.replace('Z', '.000Z'));
  });

  it('refuses a calendar that never opens', () => {
    expect(() => endOfWorkingDay({ ...OFFICE, weekly: {} }, Date.parse('2026-03-09T07:00:00Z'), 1)).toThrow(RangeError);
  });
});
