import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matched, type Partner, type Round } from '../../src/pairings/matching.ts';
import { type PastRound, pairOf } from '../../src/pairings/past.ts';
import { processorTime } from '../support/processor-time.ts';

/** Every two weeks for a year. */
const YEAR = 26;

const team = (side: Partner['side'], size: number): Partner[] =>
  Array.from({ length: size }, (_, at) => ({ personId: `${side}${at}`, side }));

const past = ({ groups, leftOut }: Round): PastRound => ({
  groups: groups.map((group) => group.map(({ personId }) => personId)),
  leftOut: leftOut.map(({ personId }) => personId),
});

/** A year of rounds with whoever is there, the oldest first. */
function year(there: readonly (readonly Partner[])[], seed = 'year'): Round[] {
  const rounds: Round[] = [];
  for (const [at, people] of there.entries()) {
    rounds.push(matched(people, rounds.map(past).toReversed(), `${seed} ${at}`));
  }
  return rounds;
}

const fullYear = (sales: number, marketing: number, seed?: string): Round[] =>
  year(
    Array.from({ length: YEAR }, () => [...team('sales', sales), ...team('marketing', marketing)]),
    seed,
  );

/** How often something was so of each, of the most and the least. */
function spread(names: readonly string[], happened: readonly string[]): number {
  const counts = names.map((name) => happened.filter((one) => one === name).length);
  return Math.max(...counts) - Math.min(...counts);
}

const couples = ({ groups }: Round): string[] =>
  groups.flatMap((group) =>
    group
      .filter(({ side }) => side === 'sales')
      .flatMap((one) =>
        group.filter(({ side }) => side === 'marketing').map((other) => pairOf(one.personId, other.personId)),
      ),
  );

const size = fc.integer({ min: 1, max: 8 });
const seed = fc.string({ maxLength: 8 });

describe('Who meets whom', () => {
  it('are two or three of both teams, everybody once, and as few left out as can be', () => {
    const some = fc.subarray([...team('sales', 9), ...team('marketing', 9)]);
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (there) => {
        for (const [at, { groups, leftOut }] of year(there).entries()) {
          const people = there[at] ?? [];
          const named = [...groups.flat(), ...leftOut].map(({ personId }) => personId);
          expect(named.toSorted()).toEqual(people.map(({ personId }) => personId).toSorted());
          for (const group of groups) {
            expect([2, 3]).toContain(group.length);
            expect(new Set(group.map(({ side }) => side)).size).toBe(2);
          }
          const [few = 0, many = 0] = (['sales', 'marketing'] as const)
            .map((side) => people.filter((one) => one.side === side).length)
            .toSorted((a, b) => a - b);
          expect(leftOut).toHaveLength(Math.max(0, many - 2 * few));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('with as many of each team, meet everybody before anybody meets somebody again, all year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), seed, (people, seed) => {
        const rounds = fullYear(people, people, seed);
        for (let from = 0; from + people <= YEAR; from += people) {
          const met = rounds.slice(from, from + people).flatMap(couples);
          expect(new Set(met).size).toBe(people * people);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are treated alike over a year, however much larger one team is', () => {
    fc.assert(
      fc.property(size, size, seed, (sales, marketing, seed) => {
        const rounds = fullYear(sales, marketing, seed);
        const larger = team(sales > marketing ? 'sales' : 'marketing', Math.max(sales, marketing));
        const names = larger.map(({ personId }) => personId);
        const leftOut = rounds.flatMap((round) => round.leftOut.map(({ personId }) => personId));
        expect(spread(names, leftOut)).toBeLessThanOrEqual(1);
        const all = team('sales', sales).flatMap((one) =>
          team('marketing', marketing).map((other) => pairOf(one.personId, other.personId)),
        );
        expect(spread(all, rounds.flatMap(couples))).toBeLessThanOrEqual(2);
        const threes = rounds.flatMap(({ groups }) =>
          groups.filter((group) => group.length === 3).flatMap((group) => group.map(({ personId }) => personId)),
        );
        expect(spread(names, threes)).toBeLessThanOrEqual(4);
      }),
      { numRuns: 40 },
    );
  });

  it('whoever was left out comes first the next time they are there, whoever else comes and goes', () => {
    const people = [...team('sales', 7), ...team('marketing', 2)];
    const there = fc.array(fc.subarray(people, { minLength: 3 }), { minLength: YEAR, maxLength: YEAR });
    fc.assert(
      fc.property(there, (attendance) => {
        const last = new Map<string, 'met' | 'left out'>();
        for (const { groups, leftOut } of year(attendance)) {
          const again = leftOut.filter(({ personId }) => last.get(personId) === 'left out');
          // Only if all of their team who had a partner were left out the last time as well.
          if (again.length > 0) {
            const side = again[0]?.side;
            const paired = groups.flat().filter((one) => one.side === side);
            expect(paired.filter(({ personId }) => last.get(personId) === 'met')).toEqual([]);
          }
          for (const { personId } of groups.flat()) last.set(personId, 'met');
          for (const { personId } of leftOut) last.set(personId, 'left out');
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order in which people come', () => {
    const people = [...team('sales', 5), ...team('marketing', 3)];
    const before = fullYear(5, 3).map(past);
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (shuffled) => {
        expect(matched(shuffled, before, 's')).toEqual(matched(people, before, 's'));
      }),
      { numRuns: 20 },
    );
  });

  it('is decided among hundreds within seconds', () => {
    const match = () =>
      expect(matched([...team('sales', 300), ...team('marketing', 260)], [], 's').groups).toHaveLength(260);
    expect(processorTime(match, 1)).toBeLessThan(10_000);
  });
});
