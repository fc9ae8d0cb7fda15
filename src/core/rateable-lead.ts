import type { Instant } from './instants.ts';
import type { ReasonKey } from './lead-reasons.ts';
import type { Stage } from './lead-stages.ts';

/** A lead as those who judge it see it, and those who count what they found: nothing of it says who its person is. */
export interface RateableLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly company: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly isOpen: boolean;
  /** Nothing is counted of a test, of history, nor of what was never a lead of its own (1e). */
  readonly isCounted: boolean;
}

/** The same with what somebody must know of it to judge it. */
export interface LeadToJudge extends RateableLead {
  readonly region: string | undefined;
  readonly stage: Stage;
  /** Why it was given up. */
  readonly reason: ReasonKey | undefined;
  readonly receivedAt: Instant;
  /** What they wrote, as far as a channel may read it. */
  readonly wants: string | undefined;
}
