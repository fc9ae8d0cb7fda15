import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draw } from '../../src/reviews/planning/draw.ts';
import {
  type Candidate,
  drawSample,
  type LeadFacts,
  STRATA,
  type Stratum,
  stratumOf,
} from '../../src/reviews/planning/sample.ts';

const drawOf = (size: number, more: Partial<Draw> = {}): Draw => ({ from: 0, until: 1, size, ...more });

const candidates = fc
  .uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 400 }), stratum: fc.constantFrom(...STRATA) }), {
    selector: ({ number }) => number,
    maxLength: 60,
  })
  .map((all): Candidate[] => all.map((one) => ({ ...one, leadId: `lead-${one.number}` })));

const sizes = fc.integer({ min: 0, max: 30 });
const seeds = fc.string({ minLength: 1, maxLength: 12 });

const EVEN: readonly Stratum[] = ['questioned', 'won', 'lost', 'rejected', 'returned', 'late', 'untouched'];

const countOf = (all: readonly Candidate[], stratum: Stratum): number =>
  all.filter((one) => one.stratum === stratum).length;

describe('A sample', () => {
  it('is the same for the same seed, in whatever order the leads come', () => {
    fc.assert(
      fc.property(
        candidates.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        sizes,
        seeds,
        ([all, shuffled], size, seed) => {
          expect(drawSample(shuffled, drawOf(size), seed)).toEqual(drawSample(all, drawOf(size), seed));
        },
      ),
    );
  });

  it('has no lead twice, and none beyond its size but those chosen by number', () => {
    fc.assert(
      fc.property(candidates, sizes, seeds, (all, size, seed) => {
        const numbers = all.filter(({ stratum }) => stratum === 'chosen').map(({ number }) => number);
        const drawn = drawSample([...all, ...all], drawOf(size, { numbers }), seed);
        expect(new Set(drawn.map(({ leadId }) => leadId)).size).toBe(drawn.length);
        expect(drawn.length - countOf(drawn, 'chosen')).toBe(Math.min(size, all.length - numbers.length));
        expect(countOf(drawn, 'chosen')).toBe(numbers.length);
      }),
    );
  });

  it('takes from each stratum as many as from each other, unless one has no more; ordinary leads only fill up', () => {
    fc.assert(
      fc.property(candidates, sizes, seeds, (all, size, seed) => {
        const drawn = drawSample(all, drawOf(size), seed);
        const most = Math.max(...EVEN.map((stratum) => countOf(drawn, stratum)));
        for (const stratum of EVEN) {
          const count = countOf(drawn, stratum);
          if (count < most - 1) expect(count).toBe(countOf(all, stratum));
          if (countOf(drawn, 'working') > 0) expect(count).toBe(countOf(all, stratum));
        }
      }),
    );
  });

  it('has a lead of each stratum there is, if its size allows', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: EVEN.length, max: 30 }), seeds, (all, size, seed) => {
        const drawn = drawSample(all, drawOf(size), seed);
        for (const stratum of EVEN) expect(countOf(drawn, stratum) > 0).toBe(countOf(all, stratum) > 0);
      }),
    );
  });

  it('changes at one place at most when a candidate is added', () => {
    fc.assert(
      fc.property(candidates, sizes, seeds, fc.constantFrom(...STRATA), (all, size, seed, stratum) => {
        const before = drawSample(all, drawOf(size), seed);
        const after = drawSample([...all, { leadId: 'lead-new', number: 999, stratum }], drawOf(size), seed);
        expect(before.filter((one) => !after.some(({ leadId }) => leadId === one.leadId)).length).toBeLessThan(2);
      }),
    );
  });

  it('gives another sample to another seed', () => {
    const all = Array.from({ length: 400 }, (_, at) => ({ leadId: `${at}`, number: at, stratum: 'won' as const }));
    const draws = Array.from({ length: 200 }, (_, seed) => drawSample(all, drawOf(8), `seed ${seed}`));
    const times = new Map<string, number>();
    for (const { leadId } of draws.flat()) times.set(leadId, (times.get(leadId) ?? 0) + 1);
    // 1,600 places for 400 leads: four each, and hardly anybody none.
    expect(times.size).toBeGreaterThan(380);
    expect(Math.max(...times.values())).toBeLessThan(16);
  });

  it('keeps what is chosen by number beyond its size, and as what it is if it would be drawn anyway', () => {
    const all: Candidate[] = [
      { leadId: 'a', number: 1, stratum: 'won' },
      { leadId: 'b', number: 2, stratum: 'working' },
      { leadId: 'c', number: 3, stratum: 'chosen' },
    ];
    expect(drawSample(all, drawOf(1, { numbers: [1, 2, 3] }), 'seed')).toEqual([
      { leadId: 'a', number: 1, stratum: 'won' },
      { leadId: 'b', number: 2, stratum: 'chosen' },
      { leadId: 'c', number: 3, stratum: 'chosen' },
    ]);
    expect(drawSample(all, drawOf(0, { numbers: [2] }), 'seed').map(({ number }) => number)).toEqual([2]);
  });

  it('gives the place of what is left out to another, and leaves out what was chosen as well', () => {
    const all: Candidate[] = [1, 2, 3].map((number) => ({ leadId: `${number}`, number, stratum: 'lost' }));
    const first = drawSample(all, drawOf(2), 'seed');
    const leftOut = first.slice(0, 1).map(({ number }) => number);
    const second = drawSample(all, drawOf(2, { leftOut, numbers: leftOut }), 'seed');
    expect(second).toHaveLength(2);
    expect(second.map(({ number }) => number)).not.toContain(leftOut[0]);
    expect(second).toContainEqual(first[1]);
  });
});

describe('A lead stands in a sample as', () => {
  const plain: LeadFacts = {
    stage: 'accepted',
    isQuestioned: false,
    cameBack: false,
    isLate: false,
    isContacted: true,
    isNew: false,
  };

  it.each<[Stratum, Partial<LeadFacts>]>([
    ['questioned', { stage: 'rejected', isQuestioned: true, isLate: true }],
    ['won', { stage: 'customer', cameBack: true, isLate: true }],
    ['lost', { stage: 'lost', isLate: true }],
    ['rejected', { stage: 'rejected', cameBack: true }],
    ['returned', { cameBack: true, isLate: true }],
    ['late', { isLate: true, isContacted: false }],
    ['untouched', { stage: 'new', isContacted: false }],
    ['working', { stage: 'new', isContacted: false, isNew: true }],
    ['working', { stage: 'opportunity' }],
    ['working', { stage: 'recycled' }],
  ])('%s', (stratum, facts) => {
    expect(stratumOf({ ...plain, ...facts })).toBe(stratum);
  });
});
