import type { ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';

/** How far somebody has read in what was done or dropped. */
export interface PastMark {
  readonly settledAt: Instant;
  readonly number: number;
}

/** Some of it, the newest first. */
export interface PastPage {
  readonly views: readonly ActionView[];
  /** Where the older ones begin; undefined if there are none. */
  readonly next: PastMark | undefined;
}

/** As a button has it. */
export const pastValue = ({ settledAt, number }: PastMark): string => `${settledAt} ${number}`;

/** Where such a button goes on; undefined for the newest. */
export function pastFrom(value: string): PastMark | undefined {
  const [, settledAt, number] = /^(\d{1,15}) (\d{1,9})$/.exec(value) ?? [];
  return settledAt === undefined ? undefined : { settledAt: Number(settledAt), number: Number(number) };
}
