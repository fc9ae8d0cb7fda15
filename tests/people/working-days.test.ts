import { describe, expect, it } from 'vitest';
import type { Weekday } from '../../src/core/opening-hours.ts';
import { daysText, nineToFive, weekdaysIn, workingDaysOf } from '../../src/people/hours/working-days.ts';

const SUN_TO_THU: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'sun'];

describe('TIME-7: working days', () => {
  it.each([
    ['Monday to Friday, where nobody said anything', undefined, [], {}, 'Mon–Fri'],
    ['the company’s, where the team has none', undefined, ['sales'], { company: SUN_TO_THU }, 'Sun–Thu'],
    ['the team’s before the company’s', undefined, ['sales'], { company: SUN_TO_THU, sales: ['mon'] }, 'Mon'],
    ['those of another team don’t matter', undefined, ['marketing'], { sales: ['sat'] }, 'Mon–Fri'],
    ['of both teams for who is in two', undefined, ['sales', 'marketing'], { sales: SUN_TO_THU }, 'Sun–Fri'],
    ['one’s own before all', { sat: [['09:00', '12:00']], mon: [] }, ['sales'], { sales: ['mon'] }, 'Sat'],
  ] as const)('are %s', (_rule, own, teams, rules, expected) => {
    expect(daysText(workingDaysOf(own, teams, rules))).toBe(expected);
  });

  it('without hours of one’s own are nine to five', () => {
    expect(nineToFive(['sun'])).toEqual({ sun: [['09:00', '17:00']] });
  });

  it.each([
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'every day'],
    [['mon', 'wed', 'fri'], 'Mon, Wed, Fri'],
    [['mon', 'tue'], 'Mon, Tue'],
    [['sat', 'sun'], 'Sat, Sun'],
    [['mon', 'tue', 'sat', 'sun'], 'Sat–Tue'],
    [['mon', 'sun'], 'Sun, Mon'],
    [[], ''],
  ] as const)('%j read as "%s"', (days, words) => {
    expect(daysText(days)).toBe(words);
  });

  it('are kept in the order of the week', () => {
    expect(weekdaysIn(['sun', 'nonsense', 'mon'])).toEqual(['mon', 'sun']);
  });
});
