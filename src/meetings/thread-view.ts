import type { ActionView } from '../core/action.ts';
import type { DefinitionView } from './definition/definition.ts';
import type { Item, Meeting } from './meeting.ts';

/** A topic on an agenda, as its reply and the minutes show it. */
export interface ItemView extends Item {
  /** In how many meetings before it was up and stayed open. */
  readonly carried: number;
  readonly decisions: readonly ActionView[];
}

/** A meeting whole. */
export interface MeetingView {
  readonly meeting: Meeting;
  readonly items: readonly ItemView[];
  /** Names of those who put topics up or ended them. */
  readonly names: ReadonlyMap<string, string>;
  /** What was wanted of the month, as it was said last; undefined if nobody has. */
  readonly goals: Goals | undefined;
  /** Of a monthly one that has one. */
  readonly check: DefinitionView | undefined;
  /** Whether somebody should be offered the monthly part. */
  readonly offersMonthly: boolean;
}

export interface Goals {
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** Which of the weekly meetings offer the monthly part: after four weeks, and for a month. */
export const offersMonthlyIn = (number: number): boolean => number > 4 && number <= 8;
