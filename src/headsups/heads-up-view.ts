import type { Answered, HeadsUp } from './heads-up.ts';

/** A heads-up with what stands around it. */
export interface HeadsUpView {
  readonly headsUp: HeadsUp;
  /** In the order in which they were said. */
  readonly answers: readonly Answered[];
  /** How many of those who are asked have not said anything. */
  readonly waiting: number;
  readonly names: ReadonlyMap<string, string>;
  /** The date in the office, YYYY-MM-DD. */
  readonly today: string;
}

/** What somebody is called; a name and not a mention, which would ring a phone. */
export const nameIn = ({ names }: Pick<HeadsUpView, 'names'>, personId: string): string =>
  names.get(personId) ?? 'Somebody';
