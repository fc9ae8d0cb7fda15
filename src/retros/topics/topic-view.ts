import { sharedBy } from '../../core/datum.ts';
import { groupsOf, type Topic, type TopicCard, type TopicGroup } from './topic.ts';

/** A topic, or several that are voted on as one, as people read it. */
export interface TopicView {
  /** The id of the first topic. */
  readonly id: string;
  /** What the card of the first topic says. */
  readonly title: string;
  /** What the cards of all its topics say, the first one first. */
  readonly cards: readonly TopicCard[];
  readonly group: TopicGroup;
}

/** Groups with what their cards say. A card that is gone by now brings nothing up any more, and dots on it stay. */
export function viewsOf(topics: readonly Topic[], cards: readonly TopicCard[]): readonly TopicView[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return groupsOf(topics).flatMap((group) => {
    const own = group.topics.flatMap(({ cardId }) => byId.get(cardId) ?? []);
    const [first] = own;
    return first === undefined ? [] : [{ id: group.head.id, title: first.text, cards: own, group }];
  });
}

/** What each topic reacts to, so that those of the same can be found. */
export function dataOf(topics: readonly Topic[], cards: readonly TopicCard[]): ReadonlyMap<string, string | undefined> {
  const byCard = new Map(cards.map(({ id, datum }) => [id, datum === undefined ? undefined : sharedBy(datum)]));
  return new Map(topics.map(({ id, cardId }) => [id, byCard.get(cardId)]));
}
