import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOfNumber, setOfBlocks, setOfNumbers, withoutPair } from '../../src/leads/search/number-set.ts';

const numbers = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 999_999_999 })));

describe('a set of numbers of leads', () => {
  it('holds what was put in, whole or as the letters of its blocks, and nothing else', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 5_000 }), (some, other) => {
        const set = setOfBlocks(
          some.map((number) => ({ block: placeOfNumber(number).block, leads: placeOfNumber(number).pair })),
        );
        expect(sorted(set.numbers())).toEqual(sorted(some));
        expect(sorted(setOfNumbers(some).numbers())).toEqual(sorted(some));
        expect(set.size).toBe(some.length);
        expect(set.has(other)).toBe(some.includes(other));
      }),
    );
  });

  it('is compared as sets are', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (one, two, shared) => {
        const [a, b] = [new Set([...one, ...shared]), new Set([...two, ...shared])];
        const [left, right] = [setOfNumbers([...a]), setOfNumbers([...b])];
        expect(sorted(left.within(right).numbers())).toEqual(sorted([...a.intersection(b)]));
        expect(sorted(left.along(right).numbers())).toEqual(sorted([...a.union(b)]));
      }),
    );
  });

  it('loses one number out of its text, and none that only looks like it', () => {
    const text = [1, 64, 65, 1_023].map((number) => placeOfNumber(number).pair).join('');
    const left = setOfBlocks([{ block: 0, leads: withoutPair(text, placeOfNumber(64).pair) }]);
    expect(sorted(left.numbers())).toEqual([1, 65, 1_023]);
  });
});

const sorted = (some: readonly number[]): number[] => some.toSorted((a, b) => a - b);
