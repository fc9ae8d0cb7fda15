import { expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const words = [
  'new',
  'claim',
  'release',
  'assign',
  'contact',
  'qualify',
  'reject',
  'later',
  'won',
  'lost',
  'show',
  'mine',
  'list',
  'search',
  'why',
  'erase',
  'help',
];

it.each([
  ['cliam', 'claim'],
  ['Claim', 'claim'],
  ['realease', 'release'],
  ['relese', 'release'],
  ['wyh', 'why'],
  ['wo', 'won'],
  ['hepl', 'help'],
  ['cont', 'contact'],
])('by "%s" one means "%s"', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

it.each(['', 'xylophone', 'zz', '<!channel>', 're'])('"%s" is near to nothing', (typed) => {
  expect(nearest(typed, words)).toBeUndefined();
});

it('a very long word costs no time', () => {
  expect(nearest('x'.repeat(1_000_000), words)).toBeUndefined();
});
