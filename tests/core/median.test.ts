import { expect, it } from 'vitest';
import { median } from '../../src/core/median.ts';

it.each([
  ['of nothing is none', [], undefined],
  ['of one is that one', [7], 7],
  ['of three is the middle one, wherever it stands', [30, 1, 2], 2],
  ['of four is halfway between the middle two', [1, 10, 4, 2], 3],
  [
    'of values of which most never end never ends',
    [5, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    Number.POSITIVE_INFINITY,
  ],
])('the median %s', (_, values, expected) => {
  expect(median(values)).toBe(expected);
});
