import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, moved } from '../../src/retros/topics/topic.ts';
import { merging, takingOut } from '../../src/retros/topics/topic-grouping.ts';
import { allDots, type CastDot, dotsOf, type Tally, tallied } from '../../src/retros/voting/tally.ts';
import { ranking } from '../../src/retros/voting/tally-ranking.ts';
import { cast } from './casting.ts';
import { alone, COUNT, idOf, steps } from './topics.ts';

const dots = (...ballots: string[]): CastDot[] =>
  cast(
    alone(COUNT).map(({ id }) => id),
    ...ballots,
  );

const order = (tally: Tally, count = 5) =>
  ranking(groupsOf(alone(count)), tally).map(({ group, standing }) => `${group.head.id} ${standing}`);

describe('the tally', () => {
  it('is one for each team where each has three voters', () => {
    const tally = tallied(dots('s1:aa', 's2:ab', 's3:b', 'm1:a', 'm2:c', 'm3:c'));
    expect(tally).toMatchObject({ kind: 'each', voters: { sales: 3, marketing: 3 } });
    expect(groupsOf(alone(3)).map((group) => dotsOf(group, tally))).toEqual([
      { kind: 'each', sales: 3, marketing: 1 },
      { kind: 'each', sales: 2, marketing: 0 },
      { kind: 'each', sales: 0, marketing: 2 },
    ]);
  });

  it('is one for all where a team has fewer: it says nothing of teams', () => {
    const tally = tallied(dots('s1:aa', 's2:ab', 's3:b', 'm1:a', 'm2:c'));
    expect(tally).toEqual({
      kind: 'joint',
      voters: 5,
      byTopic: new Map([
        ['a', 4],
        ['b', 2],
        ['c', 1],
      ]),
    });
    expect(tallied([])).toEqual({ kind: 'joint', voters: 0, byTopic: new Map() });
  });

  it('puts what both teams find first, and then what only one of them sees', () => {
    const tally = tallied(dots('s1:bbc', 's2:bbc', 's3:bb', 'm1:da', 'm2:dd', 'm3:dc'));
    expect(order(tally)).toEqual(['c common', 'b sales-only', 'd marketing-only', 'a marketing-only']);
  });

  it('puts first of what both teams find what the less convinced team finds most, whatever the size of the other', () => {
    // Topic a has nine dots, eight of them from sales; b has three, shared more evenly.
    const tally = tallied(dots('s1:aa', 's2:aa', 's3:aa', 's4:aa', 's5:b', 'm1:ac', 'm2:bb', 'm3:cc'));
    expect(order(tally)).toEqual(['a common', 'b common', 'c marketing-only']);
    const even = tallied(dots('s1:aa', 's2:aa', 's3:bb', 'm1:ac', 'm2:bb', 'm3:cc'));
    expect(order(even)[0]).toBe('b common');
  });

  it('leaves out what got no dots, and breaks ties by which was revealed first', () => {
    expect(order(tallied(dots('s1:ec')))).toEqual(['c joint', 'e joint']);
    expect(order(tallied(dots('s1:ec', 's2:e')))).toEqual(['e joint', 'c joint']);
  });

  it('of nothing puts all topics in order, those of most cards first', () => {
    const topics = moved(alone(4), merging(alone(4), ['b', 'd']));
    const ranked = ranking(groupsOf(topics), tallied([])).map(({ group, standing }) => `${group.head.id} ${standing}`);
    expect(ranked).toEqual(['b unvoted', 'a unvoted', 'c unvoted']);
  });

  it('RETRO-3: counts each dot once, whatever is merged and taken apart', () => {
    const given = fc.array(
      fc.record({
        topicId: fc.nat(COUNT - 1).map(idOf),
        voter: fc.nat(9),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        given.filter(({ length }) => length > 0),
        steps,
        (all, regroupings) => {
          const dotsGiven = all.map(
            ({ topicId, voter }): CastDot => ({
              topicId,
              voterId: `v${voter}`,
              side: voter % 2 === 0 ? 'sales' : 'marketing',
            }),
          );
          const tally = tallied(dotsGiven);
          let topics = alone(COUNT);
          for (const { kind, ids } of regroupings)
            topics = moved(topics, kind === 'merge' ? merging(topics, ids) : takingOut(topics, ids));
          const ranked = ranking(groupsOf(topics), tally);
          expect(ranked.reduce((whole, { dots: on }) => whole + allDots(on), 0)).toBe(dotsGiven.length);
          for (const { group, dots: on } of ranked)
            expect(allDots(on)).toBe(
              dotsGiven.filter(({ topicId }) => group.topics.some(({ id }) => id === topicId)).length,
            );
          const places = ranked.map(({ standing }) => (standing.endsWith('only') ? 1 : 0));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
