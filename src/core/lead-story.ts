import type { Instant } from './instants.ts';
import type { LeadFields } from './lead-fields.ts';

/** A lead from its arrival to how it ended, as its channel may read it. */
export interface LeadStory {
  /** The lead that people see: the one of which it is part, if it was merged. */
  readonly id: string;
  readonly number: number;
  /** "#12 Acme" */
  readonly name: string;
  /** The number of the lead that was asked for, if that is part of this one by now. */
  readonly mergedFrom: number | undefined;
  readonly facts: Pick<LeadFields, 'source' | 'campaign' | 'persona' | 'region' | 'score'>;
  readonly contactName: string | undefined;
  /** What they asked for, without what identifies them. */
  readonly message: string | undefined;
  readonly receivedAt: Instant;
  /** When somebody first had it. */
  readonly claimedAt: Instant | undefined;
  /** When somebody first tried to reach them. */
  readonly contactedAt: Instant | undefined;
  /** How it ended, in the company's own words: "Not a fit: No budget". Undefined while somebody works on it, or should. */
  readonly outcome: { readonly words: string; readonly at: Instant | undefined } | undefined;
  /** How far it has come, while it is open. */
  readonly stage: string;
  /** How often it came back from the shelf. */
  readonly returns: number;
  readonly isErased: boolean;
}
