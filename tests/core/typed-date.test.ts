import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/core/typed-date.ts';

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
    ['2026-12-24', '2026-12-24'],
  ])('“%s” is %s', (text, on) => {
    expect(readDate(text, TODAY)).toBe(on);
  });

  it.each(['', 'soon', 'mo', '2026-02-30', '31 april', '12'])('“%s” is none', (text) => {
    expect(readDate(text, TODAY)).toBeUndefined();
  });
});
