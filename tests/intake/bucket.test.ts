import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { createBuckets } from '../../src/intake/endpoints/bucket.ts';

describe('the allowance of a source', () => {
  it('is so many at once, and then so many each second', () => {
    const buckets = createBuckets({ burst: 3, perSecond: 2 });
    const taken = Array.from({ length: 5 }, () => buckets.take('a', 1_000));
    expect(taken).toEqual([0, 0, 0, 500, 500]);
    expect(buckets.take('a', 1_250)).toBe(250);
    expect(buckets.take('a', 1_500)).toBe(0);
    expect(buckets.take('a', 1_500)).toBe(500);
  });

  it('is its own: one that is empty takes nothing from another', () => {
    const buckets = createBuckets({ burst: 1, perSecond: 1 });
    expect([buckets.take('a', 0), buckets.take('a', 0), buckets.take('b', 0)]).toEqual([0, SECOND, 0]);
  });

  it('is never exceeded, whoever comes when, also while the clock is set back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: -500, max: 2_000 }), { maxLength: 200 }),
        (burst, perSecond, steps) => {
          const buckets = createBuckets({ burst, perSecond });
          let [now, forwards, taken] = [10_000, 0, 0];
          for (const step of steps) {
            now += step;
            forwards += Math.max(0, step);
            const wait = buckets.take('a', now);
            if (wait === 0) taken += 1;
            else expect(wait).toBeLessThanOrEqual(SECOND / perSecond + 1e-6);
            expect(taken).toBeLessThanOrEqual(burst + (forwards / SECOND) * perSecond + 1e-6);
          }
        },
      ),
    );
  });
});
