import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIDES } from '../../src/core/verdict.ts';
import { defaultRaters, type PossibleRater } from '../../src/reviews/planning/raters.ts';

const people = fc.uniqueArray(
  fc.record<PossibleRater>({
    personId: fc.integer({ min: 1, max: 30 }).map((number) => `U${number}`),
    side: fc.constantFrom(...SIDES),
    isGuest: fc.boolean(),
    isAway: fc.boolean(),
    lastAskedAt: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  }),
  { selector: ({ personId, side }) => `${personId} ${side}`, maxLength: 30 },
);
const seeds = fc.string({ minLength: 1, maxLength: 12 });

const here = ({ isGuest, isAway }: PossibleRater): boolean => !isGuest && !isAway;

describe('Who judges unless somebody chooses', () => {
  it('is two of each team, and fewer only where there are no more; nobody for both', () => {
    fc.assert(
      fc.property(people, seeds, (all, seed) => {
        const raters = defaultRaters(all, seed);
        expect(new Set(raters.map(({ personId }) => personId)).size).toBe(raters.length);
        for (const side of SIDES) {
          const those = raters.filter((one) => one.side === side);
          const rest = all.filter(
            (one) => one.side === side && here(one) && !raters.some(({ personId }) => personId === one.personId),
          );
          expect(those.length).toBeLessThan(3);
          if (those.length < 2) expect(rest).toEqual([]);
        }
      }),
    );
  });

  it('is nobody who is away, and no guest', () => {
    fc.assert(
      fc.property(people, seeds, (all, seed) => {
        for (const { personId, side } of defaultRaters(all, seed))
          expect(all.some((one) => one.personId === personId && one.side === side && here(one))).toBe(true);
      }),
    );
  });

  it('is whoever was asked longest ago', () => {
    fc.assert(
      fc.property(people, seeds, (all, seed) => {
        const raters = defaultRaters(all, seed);
        const askedAt = (personId: string): number =>
          all.find((one) => one.personId === personId)?.lastAskedAt ?? -Infinity;
        const alone = all.filter(
          (one) => here(one) && all.filter(({ personId }) => personId === one.personId).length === 1,
        );
        for (const one of alone) {
          if (raters.some(({ personId }) => personId === one.personId)) continue;
          for (const { personId } of raters.filter(({ side }) => side === one.side))
            if (alone.some((other) => other.personId === personId))
              expect(askedAt(personId)).toBeLessThanOrEqual(askedAt(one.personId));
        }
      }),
    );
  });

  it('does not hang on the order in which they come', () => {
    fc.assert(
      fc.property(
        people.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        seeds,
        ([all, shuffled], seed) => {
          expect(defaultRaters(shuffled, seed)).toEqual(defaultRaters(all, seed));
        },
      ),
    );
  });

  it('goes round: in as many reviews as it takes everybody has had a turn', () => {
    let all: PossibleRater[] = ['Ana', 'Ben', 'Cem', 'Dora', 'Eve'].map((personId) => ({
      personId,
      side: 'sales',
      isGuest: false,
      isAway: false,
      lastAskedAt: undefined,
    }));
    const asked: string[] = [];
    for (const review of [1, 2, 3]) {
      const raters = defaultRaters(all, `review ${review}`).map(({ personId }) => personId);
      asked.push(...raters);
      all = all.map((one) => (raters.includes(one.personId) ? { ...one, lastAskedAt: review } : one));
    }
    expect(new Set(asked).size).toBe(5);
  });
});
