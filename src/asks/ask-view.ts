import type { Instant } from '../core/instants.ts';
import type { Ask } from './ask.ts';
import type { Age } from './ask-age.ts';

/** A lead as its colleagues call it: `#12 Acme`, never a person. */
export interface LeadName {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

/** An ask with everything that a line about it says. */
export interface AskView {
  readonly ask: Ask;
  /** How long it has waited, or had waited when it was settled. */
  readonly age: Age;
  /** It waits although the day on which it was needed is over. */
  readonly isOverdue: boolean;
  readonly lead: LeadName | undefined;
  /** Names of everybody whom the ask names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** What somebody is called in a line. A name and not a mention: no line about an ask rings a phone. */
export const nameIn = ({ names }: Pick<AskView, 'names'>, personId: string): string =>
  names.get(personId) ?? 'somebody';
