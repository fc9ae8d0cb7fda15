import { groupsOf, inOrder, type Move, moved, type Topic } from './topic.ts';

/**
 * What becomes one topic when these do, with all that is in their groups; nothing if they are one already. Ids that are not
 * there any more say nothing. Whoever merges in whichever order gets the same groups: a group is headed by its first topic.
 */
export const merging = (all: readonly Topic[], ids: readonly string[]): readonly Move[] =>
  movesTo(all, mergedAll(all, [ids]));

/** The same of several groups at once. */
export const mergingAll = (all: readonly Topic[], sets: readonly (readonly string[])[]): readonly Move[] =>
  movesTo(all, mergedAll(all, sets));

/** What stands alone when these are taken out of their groups; those that stay go on as one. */
export function takingOut(all: readonly Topic[], ids: readonly string[]): readonly Move[] {
  const out = new Set(ids);
  const alone = all.map((topic) => (out.has(topic.id) ? { ...topic, groupId: `${topic.id} alone` } : topic));
  return movesTo(all, alone);
}

/** Takes moves back, as long as each topic still is where they have put it; undefined if somebody has moved one since. */
export function takingBack(all: readonly Topic[], moves: readonly Move[]): readonly Move[] | undefined {
  const groupOf = new Map(all.map(({ id, groupId }) => [id, groupId]));
  if (moves.some(({ topicId, toId }) => groupOf.get(topicId) !== toId)) return undefined;
  return movesTo(all, before(all, [moves]));
}

/** The topics as they stood before changes, the latest last. */
export const before = (all: readonly Topic[], changes: readonly (readonly Move[])[]): Topic[] =>
  changes.reduceRight((topics: readonly Topic[], moves) => moved(topics, moves.map(turned)), all).slice();

/**
 * Which topics might be one: those that react to the same thing. A group that somebody has made of different things is
 * left as it is.
 */
export function suggested(
  all: readonly Topic[],
  datumOf: ReadonlyMap<string, string | undefined>,
): readonly (readonly string[])[] {
  const groups = groupsOf(all).flatMap(({ head, topics }) => {
    const [datum, ...others] = new Set(topics.map(({ id }) => datumOf.get(id)));
    return datum === undefined || others.length > 0 ? [] : [{ id: head.id, datum }];
  });
  return [...Map.groupBy(groups, ({ datum }) => datum).values()].flatMap((same) =>
    same.length < 2 ? [] : [same.map(({ id }) => id)],
  );
}

const turned = ({ topicId, fromId, toId }: Move): Move => ({ topicId, fromId: toId, toId: fromId });

function mergedAll(all: readonly Topic[], sets: readonly (readonly string[])[]): readonly Topic[] {
  return sets.reduce((topics: readonly Topic[], ids) => {
    const wanted = new Set(ids);
    const groups = new Set(topics.filter(({ id }) => wanted.has(id)).map(({ groupId }) => groupId));
    const [first] = groups;
    if (first === undefined) return topics;
    return topics.map((topic) => (groups.has(topic.groupId) ? { ...topic, groupId: first } : topic));
  }, all);
}

/** How each topic gets from its group to what it is wanted in, where each group is named by its first topic. */
function movesTo(all: readonly Topic[], wanted: readonly Topic[]): readonly Move[] {
  const heads = new Map<string, string>();
  for (const { id, groupId } of inOrder(wanted)) if (!heads.has(groupId)) heads.set(groupId, id);
  const toOf = new Map(wanted.map(({ id, groupId }) => [id, heads.get(groupId) ?? id]));
  return inOrder(all).flatMap(({ id, groupId }) => {
    const toId = toOf.get(id) ?? id;
    return toId === groupId ? [] : [{ topicId: id, fromId: groupId, toId }];
  });
}
