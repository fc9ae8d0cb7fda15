import { describe, expect, it } from 'vitest';
import { ageOf, medianAge, whenDaysOld } from '../../src/asks/ask-age.ts';
import { HOUR } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { OFFICE } from '../sla/samples.ts';

const NEW_YORK = { ...OFFICE, zone: 'America/New_York' };

describe('the age of an ask', () => {
  it.each([
    ['a moment', '2026-03-02T10:00Z', '2026-03-02T10:00Z', 0, 0],
    ['an afternoon', '2026-03-02T10:00Z', '2026-03-02T15:30Z', 5.5, 0],
    ['a night, which does not count', '2026-03-02T16:00Z', '2026-03-03T08:59Z', 1, 0],
    ['until the next morning has begun', '2026-03-02T16:00Z', '2026-03-03T10:00Z', 2, 1],
    ['a weekend, which does not count', '2026-03-06T16:00Z', '2026-03-09T10:00Z', 2, 1],
    ['from a Saturday, when nobody reads it', '2026-03-07T12:00Z', '2026-03-09T12:00Z', 3, 0],
    ['a week', '2026-03-02T10:00Z', '2026-03-09T10:00Z', 40, 5],
  ])('%s', (_what, from, until, hours, days) => {
    expect(ageOf(OFFICE, at(from), at(until))).toEqual({ working: hours * HOUR, days });
  });

  it('skips the holidays of the calendar', () => {
    const calendar = { ...OFFICE, dates: { '2026-03-03': [] } };
    expect(ageOf(calendar, at('2026-03-02T16:00Z'), at('2026-03-04T10:00Z'))).toEqual({ working: 2 * HOUR, days: 1 });
  });

  it.each([
    ['begins', '2026-03-06T20:00Z', '2026-03-09T19:00Z'],
    ['ends', '2026-10-30T19:00Z', '2026-11-02T20:00Z'],
  ])('TIME-3: is the same over the weekend on which summer time %s', (_when, from, until) => {
    // Friday 15:00 to Monday 15:00 on the wall: two hours and six.
    expect(ageOf(NEW_YORK, at(from), at(until))).toEqual({ working: 8 * HOUR, days: 1 });
  });

  it('is nothing where nobody ever works', () => {
    expect(ageOf({ ...OFFICE, weekly: {} }, at('2026-03-02T10:00Z'), at('2026-03-09T10:00Z'))).toEqual({
      working: 0,
      days: 0,
    });
  });
});

describe('when an ask is so many working days old', () => {
  it.each([
    ['over nights', '2026-03-02T10:00Z', '2026-03-05T09:00Z'],
    ['over a weekend', '2026-03-05T10:00Z', '2026-03-10T09:00Z'],
    ['from after hours on, which counts from the next morning', '2026-03-02T18:00Z', '2026-03-06T09:00Z'],
  ])('is the opening of that day, %s', (_what, from, expected) => {
    const moment = whenDaysOld(OFFICE, at(from), 3);
    expect(moment).toBe(at(expected));
    expect(ageOf(OFFICE, at(from), at(expected) - 1).days).toBe(2);
    expect(ageOf(OFFICE, at(from), at(expected)).days).toBe(3);
  });

  it('is never where nobody ever works', () => {
    expect(whenDaysOld({ ...OFFICE, weekly: {} }, at('2026-03-02T10:00Z'), 3)).toBeUndefined();
  });
});

describe('the age in the middle', () => {
  const age = (hours: number, days = 0) => ({ working: hours * HOUR, days });

  it.each([
    ['of nothing is nothing', [], undefined],
    ['of one is its own', [age(3)], age(3)],
    ['of three is the second, however old the oldest', [age(100, 12), age(1), age(4)], age(4)],
    ['of four lies halfway', [age(8, 1), age(2), age(4), age(100, 12)], age(6)],
  ])('%s', (_rule, ages, expected) => {
    expect(medianAge(ages)).toEqual(expected);
  });
});
