import { describe, expect, it } from 'vitest';
import {
  daysAndHowOften,
  howOftenChoices,
  howOftenText,
  howOftenValue,
  readHowOften,
  recurrenceOf,
  sprintChoices,
} from '../../src/core/how-often.ts';

const WEDNESDAY = '2026-03-11';

describe('how often a standup is held', () => {
  it('every choice of the form is read as it was offered', () => {
    const choices = howOftenChoices(WEDNESDAY);
    expect(choices.map(({ text }) => text)).toEqual([
      'Every week',
      'Every two weeks, this week too',
      'Every two weeks, from next week',
      'Once a month, the first such day',
      'Once a month, the second such day',
      'Once a month, the third such day',
      'Once a month, the fourth such day',
      'Once a month, the last such day',
    ]);
    for (const { value } of choices) {
      const often = readHowOften(value);
      expect(often && howOftenValue(often, WEDNESDAY)).toBe(value);
    }
  });

  it.each(['', 'daily', 'biweekly', 'biweekly 2026-02-30', 'biweekly today', 'monthly 5', 'monthly'])(
    'nothing is made of %j',
    (value) => expect(readHowOften(value)).toBeUndefined(),
  );

  it('TIME-9: a stored date decides which weeks are meant, also over a year of 53 weeks', () => {
    const often = { kind: 'biweekly', anchorOn: '2026-12-22' } as const;
    expect(howOftenValue(often, '2026-12-23')).toBe('biweekly 2026-12-21');
    expect(howOftenValue(often, '2026-12-28')).toBe('biweekly 2027-01-04');
    expect(howOftenValue(often, '2027-01-05')).toBe('biweekly 2027-01-04');
    expect(howOftenValue(often, '2020-01-01')).toBe('biweekly 2019-12-30');
  });

  it('once a sprint of three or four weeks begins in any of its weeks, and stays there', () => {
    const sprints = sprintChoices(WEDNESDAY).slice(howOftenChoices(WEDNESDAY).length);
    expect(sprints.map(({ text }) => text)).toEqual([
      'Every three weeks, this week too',
      'Every three weeks, from next week',
      'Every three weeks, in two weeks first',
      'Every four weeks, this week too',
      'Every four weeks, from next week',
      'Every four weeks, in two weeks first',
      'Every four weeks, in three weeks first',
    ]);
    for (const { value } of sprints) {
      const often = readHowOften(value);
      expect(often && howOftenValue(often, WEDNESDAY)).toBe(value);
    }
    const often = { kind: 'every', weeks: 3, anchorOn: '2026-12-22' } as const;
    expect(howOftenValue(often, '2026-12-28')).toBe('every-3 2027-01-11');
    expect(howOftenValue(often, '2026-11-30')).toBe('every-3 2026-11-30');
    expect(readHowOften('every-5 2026-12-21')).toBeUndefined();
    const recurrence = recurrenceOf(often, ['mon']);
    expect(recurrence && howOftenText(recurrence, '2027-01-11')).toBe('Every three weeks, next on Mon 11 Jan');
    expect(daysAndHowOften(often, ['mon'])).toBe('Mon every three weeks');
  });

  it('once a month is one day of the week', () => {
    const often = { kind: 'monthly', nth: 'last' } as const;
    expect(recurrenceOf(often, ['fri'])).toEqual({ kind: 'monthly', nth: 'last', day: 'fri' });
    expect(recurrenceOf(often, [])).toBeUndefined();
    expect(recurrenceOf(often, ['mon', 'fri'])).toBeUndefined();
  });

  it('is said in plain words', () => {
    const biweekly = { kind: 'biweekly', days: ['mon'], anchorOn: '2026-12-07' } as const;
    expect(howOftenText(biweekly, '2026-12-07')).toBe('Every two weeks, next on Mon 7 Dec');
    expect(howOftenText({ kind: 'weekly', days: ['mon'] }, undefined)).toBe('Every week');
    expect(daysAndHowOften({ kind: 'weekly' }, ['mon', 'thu'])).toBe('Mon, Thu');
    expect(daysAndHowOften(biweekly, ['mon'])).toBe('Mon every two weeks');
    expect(daysAndHowOften({ kind: 'monthly', nth: 1 }, ['tue'])).toBe('first Tue of the month');
  });
});
