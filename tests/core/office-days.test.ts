import { describe, expect, it } from 'vitest';
import { isOfficeDay, mondayOf } from '../../src/core/office-days.ts';
import { OFFICE } from '../sla/samples.ts';

describe('a day at the office', () => {
  it('is one of its week, unless the date has hours of its own, or none', () => {
    const office = { ...OFFICE, dates: { '2026-03-02': [], '2026-03-07': [['10:00', '12:00']] as const } };
    const open = ['2026-03-02', '2026-03-03', '2026-03-06', '2026-03-07', '2026-03-08'];
    expect(open.filter((date) => isOfficeDay(office, date))).toEqual(['2026-03-03', '2026-03-06', '2026-03-07']);
  });

  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-08', '2026-03-02'],
    ['2026-01-01', '2025-12-29'],
  ])('the week of %s begins on %s', (date, monday) => {
    expect(mondayOf(date)).toBe(monday);
  });
});
