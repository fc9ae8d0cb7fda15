import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, moved, type Topic } from '../../src/retros/topics/topic.ts';
import { merging, takingOut } from '../../src/retros/topics/topic-grouping.ts';
import { ballotChange, type Dot, dotsOn, type Slot, usualBudget } from '../../src/retros/voting/ballot.ts';
import { alone, COUNT, idOf, steps } from './topics.ts';

/** What lies after somebody has asked for dots: 'a' for one on a topic, 'aa' for two. */
function voted(topics: readonly Topic[], cast: readonly Dot[], words: readonly string[], budget = 3) {
  const wish = new Map(words.map((word) => [word.charAt(0), word.length === 2 ? 2 : 1] as const));
  const change = ballotChange(groupsOf(topics), { cast, wish, budget });
  return change.kind === 'too-many' ? change : after(cast, change);
}

const after = (
  cast: readonly Dot[],
  { add, remove }: { readonly add: readonly Dot[]; readonly remove: readonly Dot[] },
) => [
  ...cast.filter(({ topicId, slot }) => !remove.some((one) => one.topicId === topicId && one.slot === slot)),
  ...add,
];

const dots = (...words: string[]): Dot[] =>
  words.map((word) => ({ topicId: word.charAt(0), slot: word.endsWith('2') ? 2 : 1 }));

describe('a person’s dots', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [9, 3],
    [10, 4],
    [100, 10],
  ])('with %i topics are %i: the square root, rounded up', (topics, budget) => {
    expect(usualBudget(topics)).toBe(budget);
  });

  it('lie where they were put, one or two on a topic', () => {
    expect(voted(alone(3), [], ['aa', 'b'])).toEqual(dots('a1', 'a2', 'b1'));
    expect(voted(alone(3), dots('a1', 'a2', 'b1'), ['a', 'c'])).toEqual(dots('a1', 'c1'));
    expect(voted(alone(3), dots('a1', 'c1'), [])).toEqual([]);
  });

  it('are no more than each person has', () => {
    expect(voted(alone(4), [], ['aa', 'bb'])).toEqual({ kind: 'too-many', wanted: 4 });
    expect(voted(alone(4), dots('a1', 'a2', 'b1'), ['aa', 'b', 'c'])).toEqual({ kind: 'too-many', wanted: 4 });
  });

  it('RETRO-2: that lie stay when the budget is lowered, and none comes instead of one that is taken off', () => {
    const cast = dots('a1', 'a2', 'b1');
    expect(voted(alone(4), cast, ['aa', 'b'], 1)).toEqual(cast);
    expect(voted(alone(4), cast, ['aa', 'c'], 1)).toEqual({ kind: 'too-many', wanted: 3 });
    expect(voted(alone(4), cast, ['aa'], 1)).toEqual(dots('a1', 'a2'));
    expect(voted(alone(4), cast, ['c'], 1)).toEqual(dots('c1'));
  });

  it('RETRO-3: stay all on topics that become one, as long as two are wanted there', () => {
    const topics = moved(alone(3), merging(alone(3), ['a', 'b']));
    const cast = dots('a1', 'a2', 'b1', 'b2');
    expect(voted(topics, cast, ['aa'], 4)).toEqual(cast);
    expect(voted(topics, cast, ['a'], 4)).toEqual(dots('a1'));
    expect(voted(topics, dots('b1'), ['aa'], 4)).toEqual(dots('b1', 'a1'));
  });

  it('RETRO-2: never come to be more than the budget, or than they were', () => {
    const wishes = fc.array(
      fc.tuple(
        fc.dictionary(fc.constantFrom(...alone(COUNT).map(({ id }) => id)), fc.constantFrom<Slot>(1, 2)),
        fc.nat(8),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(wishes, steps, (all, regroupings) => {
        let topics = alone(COUNT);
        let cast: readonly Dot[] = [];
        for (const [at, [wanted, budget]] of all.entries()) {
          const wish = new Map(Object.entries(wanted));
          const change = ballotChange(groupsOf(topics), { cast, wish, budget });
          const next = change.kind === 'cast' ? after(cast, change) : cast;
          expect(next.length).toBeLessThanOrEqual(Math.max(budget, cast.length));
          expect(new Set(next.map(({ topicId, slot }) => `${topicId}${slot}`)).size).toBe(next.length);
          if (change.kind === 'cast')
            for (const group of groupsOf(topics)) {
              const [had, has] = [dotsOn(group, cast), dotsOn(group, next)];
              expect(has).toBe(
                (wish.get(group.head.id) ?? 0) === 2 ? Math.max(had, 2) : Math.min(wish.get(group.head.id) ?? 0, 2),
              );
            }
          cast = next;
          const step = regroupings[at];
          if (step !== undefined)
            topics = moved(topics, step.kind === 'merge' ? merging(topics, step.ids) : takingOut(topics, step.ids));
        }
      }),
    );
  });

  it('RETRO-3: are conserved by whatever is merged and taken apart', () => {
    const lying = fc.uniqueArray(fc.tuple(fc.nat(COUNT - 1), fc.constantFrom<Slot>(1, 2)), {
      selector: ([at, slot]) => `${at}${slot}`,
    });
    fc.assert(
      fc.property(lying, steps, (places, all) => {
        const cast = places.map(([at, slot]): Dot => ({ topicId: idOf(at), slot }));
        let topics = alone(COUNT);
        for (const { kind, ids } of all) {
          topics = moved(topics, kind === 'merge' ? merging(topics, ids) : takingOut(topics, ids));
          const counted = groupsOf(topics).map((group) => dotsOn(group, cast));
          expect(counted.reduce((whole, one) => whole + one, 0)).toBe(cast.length);
        }
      }),
    );
  });
});
