/** A card as everybody may read it once the cards of a retro are revealed. */
export interface TopicCard {
  readonly id: string;
  /** What its column is called. */
  readonly columnWords: string;
  readonly text: string;
  /** What it reacts to: see core/datum.ts. */
  readonly datum: string | undefined;
  /** Nobody where it is unsigned, or who has left. */
  readonly by: string | undefined;
}

/** What one card brings up. It stays itself for ever; for how many it stands changes with its group. */
export interface Topic {
  readonly id: string;
  readonly cardId: string;
  /** From 1, in the order in which the cards were revealed. */
  readonly position: number;
  /** The first topic of its group; its own id while it stands alone. */
  readonly groupId: string;
}

/** Topics that are voted on as one. */
export interface TopicGroup {
  /** The one with the lowest position. */
  readonly head: Topic;
  /** All of them, the head first, by position. */
  readonly topics: readonly Topic[];
}

/** A topic goes from one group to another. */
export interface Move {
  readonly topicId: string;
  readonly fromId: string;
  readonly toId: string;
}

/** The topics of cards, each alone, in the order of the cards. */
export const topicsFor = (cards: readonly { readonly id: string }[], nextId: () => string): Topic[] =>
  cards.map(({ id: cardId }, at) => {
    const id = nextId();
    return { id, cardId, position: at + 1, groupId: id };
  });

/** The groups of topics, in the order of their heads. */
export function groupsOf(all: readonly Topic[]): readonly TopicGroup[] {
  const groups = Map.groupBy(inOrder(all), ({ groupId }) => groupId);
  return [...groups.values()].flatMap((topics) => {
    const [head] = topics;
    return head === undefined ? [] : [{ head, topics }];
  });
}

/** Topics by position. */
export const inOrder = (all: readonly Topic[]): Topic[] => all.toSorted((a, b) => a.position - b.position);

/** The topics as they stand after moves. */
export function moved(all: readonly Topic[], moves: readonly Move[]): Topic[] {
  const to = new Map(moves.map(({ topicId, toId }) => [topicId, toId]));
  return all.map((topic) => ({ ...topic, groupId: to.get(topic.id) ?? topic.groupId }));
}
