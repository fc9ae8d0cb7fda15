import type { TopicCard } from './topic.ts';

/** A topic as far as its words need it. */
export interface NamedTopic {
  readonly title: string;
  readonly cards: readonly TopicCard[];
}

/** What a topic is called in a line: how its first card begins, and how many say the same. */
export function topicName({ title, cards }: NamedTopic, longest = LONGEST_NAME): string {
  const more = cards.length > 1 ? ` (+${cards.length - 1})` : '';
  const [line = ''] = title.trim().split('\n');
  const words = line === '' ? 'A card without words' : line;
  const room = longest - more.length;
  return `${
    words.length > room
      ? `${words
          .slice(0, room - 1)
          .toWellFormed()
          .trimEnd()}…`
      : words
  }${more}`;
}

/** What topics stand under where there are many: the column of the first card. */
export const topicHeading = ({ cards: [first] }: NamedTopic): string => first?.columnWords ?? 'Others';

/** So much of a card says which one it is. */
const LONGEST_NAME = 75;

/** Dots as they are drawn: "●●", and beyond ten a number. */
export const dotsText = (count: number): string => (count > MOST_DRAWN ? `● × ${count}` : '●'.repeat(count));

const MOST_DRAWN = 10;
