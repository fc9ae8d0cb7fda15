import { foldedName } from './columns.ts';

/** Of which column a word is: what a CRM calls a stage, or whom it names as an owner. */
export type WordKind = 'stage' | 'owner';

/** A word of a column, as it stands there first, and in how many rows. */
export interface CountedWord {
  readonly word: string;
  readonly count: number;
  /** The stage or the person that it means here; undefined if nobody knows. */
  readonly meaning: string | undefined;
}

/** More would not fit into a form, and no column of stages or owners holds so many. */
export const MOST_WORDS = 50;
/** Longer than any name of a stage or a person. */
const LONGEST = 80;
/** A column that was taken for one of stages may hold something else in every row. */
const MOST_COUNTED = 500;

/** Counts the words of one column; one word however it is written. */
export function createWordCount() {
  const counts = new Map<string, { word: string; count: number; meaning: string | undefined }>();
  return {
    add(word: string, meaning: string | undefined): void {
      const key = foldedName(word);
      const known = counts.get(key);
      if (known !== undefined) known.count += 1;
      else if (key !== '' && word.length <= LONGEST && counts.size < MOST_COUNTED)
        counts.set(key, { word: word.toWellFormed(), count: 1, meaning });
    },

    /** What nobody knows first, then the most frequent. */
    result: (): readonly CountedWord[] =>
      [...counts.values()]
        .toSorted((a, b) => Number(a.meaning !== undefined) - Number(b.meaning !== undefined) || b.count - a.count)
        .slice(0, MOST_WORDS),
  };
}
