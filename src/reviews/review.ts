import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';
import type { Draw } from './planning/draw.ts';
import type { Stratum } from './planning/sample.ts';

/** `open` while people judge unseen; `revealed` for good; one that was called off never shows what was said in it. */
export type ReviewState = 'open' | 'revealed' | 'called-off';

/** The same leads, judged by people of both teams who don't see what the others say. */
export interface Review {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace; people say "review 3". */
  readonly number: number;
  readonly state: ReviewState;
  readonly channelId: string;
  /** Undefined where a schedule has started it. */
  readonly startedBy: string | undefined;
  /** The run of the schedule that has started it. */
  readonly occurrenceId: string | undefined;
  readonly draw: Draw;
  /** With `draw` it gives the same leads again. */
  readonly seed: string;
  /** Whether the results name nobody. */
  readonly isAnonymous: boolean;
  readonly startedAt: Instant;
  /** Until when people judge. */
  readonly dueAt: Instant;
  readonly revealedAt: Instant | undefined;
  /** Who called it off, or ended it before its time. */
  readonly endedBy: string | undefined;
  /** The plan out of which somebody has started it. */
  readonly madeBy?: string | undefined;
}

/** A lead of a review. */
export interface ReviewLead {
  readonly leadId: string;
  /** From 1, in the order of the thread. */
  readonly position: number;
  readonly stratum: Stratum;
}

/** Somebody who judges its leads. */
export interface Rater {
  readonly personId: string;
  readonly side: Side;
  /** When they had judged the last lead. */
  readonly finishedAt: Instant | undefined;
}
