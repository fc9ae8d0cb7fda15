import { describe, expect, it } from 'vitest';
import { checkAbsence, readAbsence } from '../../src/people/absences/absence-dates.ts';

// A Tuesday.
const TODAY = '2026-03-03';

describe('what a person types after /baton away', () => {
  it.each([
    ['', '2026-03-03', '2026-03-03'],
    ['today', '2026-03-03', '2026-03-03'],
    ['tomorrow', '2026-03-04', '2026-03-04'],
    ['until Friday', '2026-03-03', '2026-03-06'],
    ['until fri', '2026-03-03', '2026-03-06'],
    ['until tomorrow', '2026-03-03', '2026-03-04'],
    ['until 9 March', '2026-03-03', '2026-03-09'],
    ['until March 9', '2026-03-03', '2026-03-09'],
    ['until 9. March 2026', '2026-03-03', '2026-03-09'],
    ['Monday', '2026-03-09', '2026-03-09'],
    ['Tuesday', '2026-03-03', '2026-03-03'],
    ['Thursday to Monday', '2026-03-05', '2026-03-09'],
    ['from 24 Dec to 2 Jan', '2026-12-24', '2027-01-02'],
    ['24 December – 2 January', '2026-12-24', '2027-01-02'],
    ['2026-12-24 to 2027-01-02', '2026-12-24', '2027-01-02'],
    ['2026-12-24 - 2027-01-02', '2026-12-24', '2027-01-02'],
    ['24 Dec - 2 Jan', '2026-12-24', '2027-01-02'],
    ['3 to 7 March', '2026-03-03', '2026-03-07'],
    ['9th – 13th April 2026', '2026-04-09', '2026-04-13'],
    ['9 March through 13 March', '2026-03-09', '2026-03-13'],
    // It has begun: whoever types this on 3 March is not away next year.
    ['24 Feb to 6 March', '2026-02-24', '2026-03-06'],
    ['2 to 6 March', '2026-03-02', '2026-03-06'],
    ['Monday to Friday', '2026-03-09', '2026-03-13'],
    ['1 May to 2 March', '2026-05-01', '2027-03-02'],
    ['2026-12-24..2027-01-02', '2026-12-24', '2027-01-02'],
    ['  UNTIL  FRIDAY ', '2026-03-03', '2026-03-06'],
    ['1 March', '2027-03-01', '2027-03-01'],
    ['29 Feb 2028', '2028-02-29', '2028-02-29'],
  ])('"%s" means %s to %s', (text, fromOn, untilOn) => {
    expect(readAbsence(text, TODAY)).toEqual({ fromOn, untilOn });
  });

  it.each(['soon', 'until whenever', '2026-02-30', '31 April', 'until 32 March', 'th', '2026-13-01', '12', 'to'])(
    'says how to write it when it cannot read "%s"',
    (text) => {
      expect(readAbsence(text, TODAY)).toEqual({ fault: expect.stringContaining('“until Friday”') });
    },
  );

  it.each([
    ['2026-03-06 to 2026-03-04', 'Swap them'],
    ['2026-03-01 to 2026-03-02', 'are over'],
    ['2026-03-03 to 2027-03-05', 'more than a year'],
  ])('refuses "%s" with a sentence that says what to do', (text, words) => {
    expect(readAbsence(text, TODAY)).toEqual({ fault: expect.stringContaining(words) });
  });
});

it('days that were picked in a modal follow the same rules', () => {
  expect(checkAbsence({ fromOn: '2026-03-01', untilOn: '2026-03-03' }, TODAY)).toEqual({
    fromOn: '2026-03-01',
    untilOn: '2026-03-03',
  });
  expect(checkAbsence({ fromOn: '2026-03-05', untilOn: '2026-03-04' }, TODAY)).toHaveProperty('fault');
});
