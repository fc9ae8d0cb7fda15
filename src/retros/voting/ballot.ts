import type { TopicGroup } from '../topics/topic.ts';

/** Of one topic's dots by one person: the first, or the second. */
export type Slot = 1 | 2;
export const SLOTS: readonly Slot[] = [1, 2];

/** A dot that somebody has put on a topic. It stays on that topic, whatever the topic becomes part of. */
export interface Dot {
  readonly topicId: string;
  readonly slot: Slot;
}

/** How many dots somebody wants on a group that they see, by its head's id. */
export type Wish = ReadonlyMap<string, Slot>;

export type BallotChange =
  | { readonly kind: 'cast'; readonly add: readonly Dot[]; readonly remove: readonly Dot[] }
  /** More than a person has. What was cast before stays. */
  | { readonly kind: 'too-many'; readonly wanted: number };

/** How many dots each person has: the square root of the number of topics, rounded up (rituals.md 4.3). */
export const usualBudget = (topics: number): number => Math.ceil(Math.sqrt(topics));

/** How many dots somebody may take in hand, at most. */
export const MOST_DOTS = 20;

/**
 * What changes when somebody wants their dots so. `groups` are those that they saw when they chose: what has been merged or taken
 * apart since doesn't matter, as dots lie on topics. Dots beyond the budget, because it was lowered or topics were merged, stay
 * until they are taken off; then none comes instead (RETRO-2).
 */
export function ballotChange(
  groups: readonly TopicGroup[],
  { cast, wish, budget }: { readonly cast: readonly Dot[]; readonly wish: Wish; readonly budget: number },
): BallotChange {
  const changes = groups.map((group) => changeOf(group, cast, wish.get(group.head.id) ?? 0));
  const add = changes.flatMap((change) => change.add);
  const remove = changes.flatMap((change) => change.remove);
  const wanted = cast.length + add.length - remove.length;
  return add.length > 0 && wanted > budget ? { kind: 'too-many', wanted } : { kind: 'cast', add, remove };
}

/** How many of these dots lie on a group. */
export function dotsOn({ topics }: TopicGroup, dots: readonly Dot[]): number {
  const ids = new Set(topics.map(({ id }) => id));
  return dots.filter(({ topicId }) => ids.has(topicId)).length;
}

/** A group holds more than two dots of one person only because it was merged: whoever wants two of them there wants all. */
function changeOf(
  { topics }: TopicGroup,
  cast: readonly Dot[],
  wanted: number,
): { readonly add: readonly Dot[]; readonly remove: readonly Dot[] } {
  const places = topics.flatMap(({ id }) => SLOTS.map((slot): Dot => ({ topicId: id, slot })));
  const [taken, free] = [places.filter(isIn(cast)), places.filter((place) => !isIn(cast)(place))];
  if (wanted >= SLOTS.length && taken.length >= SLOTS.length) return { add: [], remove: [] };
  return { add: free.slice(0, Math.max(0, wanted - taken.length)), remove: taken.slice(wanted) };
}

const isIn =
  (dots: readonly Dot[]) =>
  (dot: Dot): boolean =>
    dots.some(({ topicId, slot }) => topicId === dot.topicId && slot === dot.slot);
