import type { StageWords } from './lead-stages.ts';

/** One sentence; what is longer nobody remembers. */
export const LONGEST_DEFINITION = 200;

/** What a form shows where nothing is written yet. */
export const DEFINITION_EXAMPLE = 'they asked for a demo, and decide about it themselves';

/** What the company calls a lead that marketing hands to sales, such as MQL; undefined where it has no word of its own. */
export const readyWord = (words: StageWords): string | undefined => words.new;

/** "A lead counts as MQL when", "A lead is ready for sales when": what a definition goes on from. */
export const definitionBegins = (word: string | undefined): string =>
  `A lead ${word === undefined ? 'is ready for sales' : `counts as ${word}`} when`;

/** The same as a question. */
export const definitionQuestion = (word: string | undefined): string =>
  word === undefined ? 'When is a lead ready for sales?' : `When does a lead count as ${word}?`;

/** "A lead counts as MQL when: they asked for a demo" */
export const definitionSentence = (word: string | undefined, definition: string): string =>
  `${definitionBegins(word)}: ${definition}`;
