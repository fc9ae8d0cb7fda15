import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, type Move, moved, type Topic } from '../../src/retros/topics/topic.ts';
import {
  before,
  merging,
  mergingAll,
  suggested,
  takingBack,
  takingOut,
} from '../../src/retros/topics/topic-grouping.ts';
import { alone, COUNT, shapeOf, steps } from './topics.ts';

const merged = (topics: readonly Topic[], ...ids: string[]) => moved(topics, merging(topics, ids));

describe('topics', () => {
  it('are merged with all that was merged with them, under the first of them', () => {
    const topics = merged(merged(alone(5), 'd', 'c'), 'b', 'd');
    expect(shapeOf(topics)).toEqual(['a', 'bcd', 'e']);
    expect(groupsOf(topics).map(({ head }) => head.id)).toEqual(['a', 'b', 'e']);
  });

  it('that are one already, or are not there, move nothing', () => {
    const topics = merged(alone(3), 'a', 'b');
    expect(merging(topics, ['b', 'a'])).toEqual([]);
    expect(merging(topics, ['c'])).toEqual([]);
    expect(merging(topics, ['c', 'gone'])).toEqual([]);
  });

  it('are taken out one by one, also the first of a group: the others stay one', () => {
    const topics = merged(alone(4), 'a', 'b', 'c');
    expect(shapeOf(moved(topics, takingOut(topics, ['a'])))).toEqual(['a', 'bc', 'd']);
    expect(shapeOf(moved(topics, takingOut(topics, ['b', 'c'])))).toEqual(['a', 'b', 'c', 'd']);
    expect(takingOut(topics, ['d'])).toEqual([]);
  });

  it('are suggested to be one if they react to the same thing', () => {
    const late = 'late:source:webinar';
    const data = new Map([
      ['a', late],
      ['b', 'reason:no-budget'],
      ['c', late],
      ['d', 'reason:no-budget'],
      ['e', undefined],
      ['f', undefined],
    ]);
    expect(suggested(alone(6), data)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    const topics = moved(alone(6), mergingAll(alone(6), suggested(alone(6), data)));
    expect(shapeOf(topics)).toEqual(['ac', 'bd', 'e', 'f']);
    expect(suggested(topics, data)).toEqual([]);
  });

  it('that somebody has put together for other reasons are not suggested again', () => {
    const data = new Map([
      ['a', 'reason:no-budget'],
      ['b', 'reason:bad-data'],
      ['c', 'reason:no-budget'],
    ]);
    expect(suggested(merged(alone(3), 'a', 'b'), data)).toEqual([]);
  });

  it('RETRO-3: each change can be taken back, unless somebody has moved one of them since', () => {
    const topics = merged(alone(4), 'a', 'b');
    const moves = merging(topics, ['b', 'c']);
    const now = moved(topics, moves);
    expect(moved(now, takingBack(now, moves) ?? [])).toEqual(topics);
    expect(takingBack(merged(now, 'c', 'd'), moves)).not.toBeUndefined();
    expect(takingBack(moved(now, takingOut(now, ['c'])), moves)).toBeUndefined();
  });

  it('RETRO-3: whatever is merged and taken out in whichever order, each topic is in one group, which its first one heads', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const changes: (readonly Move[])[] = [];
        let topics = alone(COUNT);
        for (const { kind, ids } of all) {
          const moves = kind === 'merge' ? merging(topics, ids) : takingOut(topics, ids);
          topics = moved(topics, moves);
          changes.push(moves);
          for (const { head, topics: own } of groupsOf(topics)) {
            expect(own[0]).toBe(head);
            expect(own.every(({ groupId }) => groupId === head.id)).toBe(true);
          }
          if (kind === 'merge')
            expect(new Set(topics.filter(({ id }) => ids.includes(id)).map(({ groupId }) => groupId)).size).toBe(1);
          else for (const id of ids) expect(shapeOf(topics)).toContain(id);
        }
        expect(before(topics, changes)).toEqual(alone(COUNT));
      }),
    );
  });

  it('RETRO-3: of two who merge at once it makes no difference who is first', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 2 });
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        expect(merged(merged(alone(COUNT), ...one), ...other)).toEqual(merged(merged(alone(COUNT), ...other), ...one));
      }),
    );
  });
});
