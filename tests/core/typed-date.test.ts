import { describe, expect, it } from 'vitest';
import { leadingDate, readDate, readPastDate } from '../../src/core/typed-date.ts';

// A Tuesday.
const TODAY = '2026-03-03';

describe('a day as people type it', () => {
  it.each([
    ['today', '2026-03-03'],
    ['tomorrow', '2026-03-04'],
    ['tuesday', '2026-03-03'],
    ['mon', '2026-03-09'],
    ['3 march', '2026-03-03'],
    ['2 march', '2027-03-02'],
    ['march 9, 2028', '2028-03-09'],
    ['24. dec', '2026-12-24'],
    ['mar. 9', '2026-03-09'],
    ['april 3rd, 2026', '2026-04-03'],
    ['1st sept', '2026-09-01'],
    ['29 february', '2028-02-29'],
    ['2026-12-24', '2026-12-24'],
  ])('“%s” is %s', (text, on) => {
    expect(readDate(text, TODAY)).toBe(on);
  });

  it.each(['', 'soon', 'mo', '2026-02-30', '31 april', '12', '3 marble', '3 ma'])('“%s” is none', (text) => {
    expect(readDate(text, TODAY)).toBeUndefined();
  });
});

describe('a day that was', () => {
  it.each([
    ['today', '2026-03-03'],
    ['yesterday', '2026-03-02'],
    ['tomorrow', '2026-03-04'],
    ['tuesday', '2026-03-03'],
    ['mon', '2026-03-02'],
    ['wednesday', '2026-02-25'],
    ['3 march', '2026-03-03'],
    ['march 4th', '2025-03-04'],
    ['29 feb', '2024-02-29'],
    ['4 march 2026', '2026-03-04'],
    ['2026-12-24', '2026-12-24'],
  ])('“%s” is %s', (text, on) => {
    expect(readPastDate(text, TODAY)).toBe(on);
  });

  it.each(['soon', '31 april'])('“%s” is none', (text) => {
    expect(readPastDate(text, TODAY)).toBeUndefined();
  });
});

describe('a text that begins with a day', () => {
  it.each([
    ['friday call her', '2026-03-06', 'call her'],
    ['until 3rd April 2027 budget in April', '2027-04-03', 'budget in April'],
    ['On March 9', '2026-03-09', ''],
    ['2026-12-24  new budget', '2026-12-24', 'new budget'],
    ['budget on friday', undefined, 'budget on friday'],
    ['until they know', undefined, 'until they know'],
    ['', undefined, ''],
  ])('“%s” is %s and “%s”', (text, on, rest) => {
    expect(leadingDate(text, TODAY)).toEqual({ on, rest });
  });
});
