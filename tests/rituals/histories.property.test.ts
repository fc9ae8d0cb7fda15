import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultsIn, history } from '../support/ritual-history.ts';
import { livedPure } from '../support/ritual-reducer.ts';

it('in 10,000 random histories everybody is prompted exactly once on a date or has exactly one reason', () => {
  fc.assert(
    fc.property(history(24), (one) => {
      expect(faultsIn(livedPure(one))).toEqual([]);
    }),
    { numRuns: Number(process.env.HISTORIES ?? 10_000) },
  );
}, 120_000);
