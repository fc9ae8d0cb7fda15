import { describe, expect, it } from 'vitest';
import { shareText } from '../../src/core/share-text.ts';

describe('a share', () => {
  it.each([
    [7, 9, '7 of 9'],
    [0, 0, '0 of 0'],
    [9, 10, '90 % (9 of 10)'],
    [199, 200, '99 % (199 of 200)'],
    [200, 200, '100 % (200 of 200)'],
    [1, 300, '1 % (1 of 300)'],
    [0, 300, '0 % (0 of 300)'],
    [17, 18, '94 % (17 of 18)'],
  ])('of %i in %i reads “%s”: fewer than ten are no percentage', (count, of, words) => {
    expect(shareText(count, of)).toBe(words);
  });
});
