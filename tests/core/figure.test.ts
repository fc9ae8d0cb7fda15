import { describe, expect, it } from 'vitest';
import { type Figure, figureText, movedSince } from '../../src/core/figure.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';

const share = (count: number, n: number): Figure => ({ unit: 'share', count, n });
const time = (median: number | undefined, n: number): Figure => ({ unit: 'time', count: 0, n, median });

describe('a figure', () => {
  it.each([
    [share(11, 18), '61 % (11 of 18)'],
    [time(45 * MINUTE, 18), '45 min of working time (18 leads)'],
    [time(undefined, 18), 'most without a contact (18 leads)'],
    [{ ...time(undefined, 18), of: 'ask' as const }, 'most without an answer (18 asks)'],
    [{ ...time(HOUR, 4), of: 'ask' as const }, 'too few asks (4)'],
  ])('%j reads “%s”', (figure, text) => {
    expect(figureText(figure)).toBe(text);
  });

  it('RETRO-6: says “too few leads” instead of a percentage under ten', () => {
    expect([figureText(share(7, 9)), figureText(time(HOUR, 9)), figureText(share(0, 0))]).toEqual([
      'too few leads (9)',
      'too few leads (9)',
      'no leads',
    ]);
    expect(figureText(share(7, 10))).toBe('70 % (7 of 10)');
  });

  it('has moved the right way or the wrong one, as people read it', () => {
    expect(movedSince(share(61, 100), share(80, 100), 'more')).toBe('better');
    expect(movedSince(share(61, 100), share(80, 100), 'less')).toBe('worse');
    expect(movedSince(share(61, 100), share(614, 1000), 'more')).toBe('same');
    expect(movedSince(time(HOUR, 12), time(45 * MINUTE, 20), 'less')).toBe('better');
    expect(movedSince(time(HOUR, 12), time(HOUR + 59_000, 20), 'less')).toBe('same');
  });

  it('RETRO-6: has not moved where either of the two is made of too few', () => {
    expect(movedSince(share(5, 9), share(80, 100), 'more')).toBe('unknown');
    expect(movedSince(share(50, 90), share(8, 9), 'more')).toBe('unknown');
    expect(movedSince(time(undefined, 90), time(HOUR, 90), 'less')).toBe('unknown');
  });
});
