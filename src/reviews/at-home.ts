import type { Instant } from '../core/instants.ts';

/** A review that waits for somebody. */
export interface WaitingReview {
  readonly number: number;
  /** How many leads they have judged. */
  readonly judged: number;
  readonly of: number;
  readonly dueAt: Instant;
  readonly zone: string;
  /** Where they judge; undefined until they are asked. */
  readonly address: string | undefined;
}

/** What somebody's Home says of reviews. */
export interface ReviewsAtHome {
  readonly waiting: readonly WaitingReview[];
  /** They may start one, in a company that holds reviews. */
  readonly mayStart: boolean;
}
