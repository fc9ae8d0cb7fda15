import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { weekdayOf } from '../../src/core/local-time.ts';
import { isTooLate, standing, toldIn } from '../../src/core/weeks.ts';
import { OFFICE } from '../sla/samples.ts';
import { at } from './cases.ts';

const BERLIN = { ...OFFICE, zone: 'Europe/Berlin' };

describe('the week that is told of', () => {
  it('is the one before, from Monday to Monday on the office’s wall, on the first working morning', () => {
    expect(toldIn(BERLIN, '2026-03-09')).toEqual({
      on: '2026-03-02',
      from: at('2026-03-01T23:00Z'),
      until: at('2026-03-08T23:00Z'),
      dueAt: at('2026-03-09T08:00Z'),
    });
  });

  it('a Monday off moves it to Tuesday, a week off leaves it out', () => {
    const closed = (...dates: string[]) => ({
      ...BERLIN,
      dates: Object.fromEntries(dates.map((date) => [date, []])),
    });
    expect(toldIn(closed('2026-04-06'), '2026-04-06')?.dueAt).toBe(at('2026-04-07T07:00Z'));
    const week = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01'];
    expect(toldIn(closed(...week), '2026-12-28')).toBeUndefined();
    expect(standing(closed(...week), at('2026-12-30T12:00Z'))).toEqual({
      due: undefined,
      next: at('2027-01-04T08:00Z'),
    });
  });

  it.each([
    ['of summer time has an hour less', '2026-03-30', 7 * DAY - HOUR],
    ['of winter time has an hour more', '2026-10-26', 7 * DAY + HOUR],
  ])('the week %s', (_which, monday, length) => {
    const week = toldIn(BERLIN, monday);
    expect(week && week.until - week.from).toBe(length);
  });

  it('is worth telling for a day after its morning, and then no more', () => {
    const week = toldIn(BERLIN, '2026-03-09');
    if (week === undefined) throw new Error('There is no such week');
    expect([isTooLate(week, week.dueAt + DAY), isTooLate(week, week.dueAt + DAY + 1)]).toEqual([false, true]);
  });

  it('an office that never opens is told nothing', () => {
    expect(standing({ ...BERLIN, weekly: {} }, at('2026-03-09T12:00Z'))).toEqual({ due: undefined, next: undefined });
  });

  it('whenever one looks: weeks follow each other without a gap, and each is told after it has ended', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2027-12-01T00:00Z') }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata', 'America/Sao_Paulo'),
        (now, zone) => {
          const office = { ...OFFICE, zone };
          const { due, next = 0 } = standing(office, now);
          expect(next).toBeGreaterThan(now);
          const then = standing(office, next).due;
          expect(then?.dueAt).toBe(next);
          expect(weekdayOf(then?.on ?? '')).toBe('mon');
          expect(then && then.until <= then.dueAt).toBe(true);
          if (due === undefined) return;
          expect(due.dueAt).toBeLessThanOrEqual(now);
          expect(then?.from).toBe(due.until);
        },
      ),
      { numRuns: 150 },
    );
  });
});
