import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { faultsIn, history } from '../support/ritual-history.ts';
import { livedWhole } from '../support/ritual-lives.ts';
import { livedPure } from '../support/ritual-reducer.ts';

it('in 10,000 random histories everybody is prompted exactly once on a date or has exactly one reason', () => {
  fc.assert(
    fc.property(history(24), (one) => {
      expect(faultsIn(livedPure(one))).toEqual([]);
    }),
    // A failure names its seed at once; to see it small, run it again without this.
    { numRuns: 10_000, endOnFailure: true },
  );
}, 120_000);

describe.each(backends)('the same through the whole engine, on $name', (backend) => {
  it('in random histories everybody is prompted exactly once on a date or has exactly one reason', async () => {
    const numRuns = backend.name === 'sqlite' ? 120 : 10;
    await fc.assert(
      fc.asyncProperty(history(14), async (one) => {
        expect(faultsIn(await livedWhole(one, await backend.open()))).toEqual([]);
      }),
      { numRuns },
    );
  }, 120_000);
});
