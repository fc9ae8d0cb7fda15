import fc from 'fast-check';
import type { Topic } from '../../src/retros/topics/topic.ts';

/** So many topics, each of which stands alone. */
export const alone = (count: number): Topic[] =>
  Array.from({ length: count }, (_, at) => ({
    id: idOf(at),
    cardId: `card-${idOf(at)}`,
    position: at + 1,
    groupId: idOf(at),
  }));

/** "a" is the first topic. */
export const idOf = (at: number): string => String.fromCharCode('a'.charCodeAt(0) + at);

/** The members of each group, as words: "ac" and "b". */
export const shapeOf = (topics: readonly Topic[]): string[] =>
  [...Map.groupBy(topics, ({ groupId }) => groupId).values()]
    .map((group) =>
      group
        .map(({ id }) => id)
        .toSorted()
        .join(''),
    )
    .toSorted();

export const COUNT = 6;
const someIds = fc.uniqueArray(fc.constantFrom(...alone(COUNT).map(({ id }) => id)), { minLength: 1, maxLength: 4 });

/** What people do to groups, one after the other. */
export const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('merge' as const), ids: someIds }),
    fc.record({ kind: fc.constant('take out' as const), ids: someIds }),
  ),
  { maxLength: 12 },
);
