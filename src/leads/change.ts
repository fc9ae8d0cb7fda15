import type { Calendar } from '../core/calendar.ts';
import type { CrmActivity, CrmContact } from '../core/crm-event.ts';
import type { Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { HoldChange } from './holding/holding.ts';
import type { DealValue, Progress, Stage } from './lead.ts';
import type { SamenessChange } from './merging/merging-change.ts';
import type { OfferChange, TurnTaken } from './offers/offer.ts';
import type { RatingChange, ReviewedChange } from './rating/rating.ts';

/** What happened to a lead; the journal is never rewritten. */
export type LeadChange =
  | {
      readonly kind: 'received';
      readonly by: 'form' | 'person' | 'test';
      /** The next entry holds it back. */
      readonly isHeld?: true;
      /** In which hours its promise counts, by the rule that routed it. */
      readonly calendar?: Calendar | undefined;
    }
  | HoldChange
  /** It comes out of a file, with what was known of it: who had it, and whether it had been answered. */
  | {
      readonly kind: 'imported';
      readonly importId: string;
      readonly row: number;
      readonly to: string | undefined;
      readonly isContacted: boolean;
    }
  /** What was only history has its card from now on, and its promise. */
  | { readonly kind: 'announced' }
  | { readonly kind: 'claimed' }
  /** With a turn, nobody of the pool has taken it, and it is the fallback's. */
  | ({ readonly kind: 'assigned'; readonly to: string; readonly from: string | undefined } & SeenThere &
      Partial<TurnTaken>)
  | OfferChange
  | {
      readonly kind: 'released';
      readonly from: string;
      readonly since: Instant;
      readonly stageBefore: Stage;
      readonly reason: string | undefined;
    }
  | { readonly kind: 'release-undone'; readonly to: string }
  /** `isFirst`: it stopped the clock; told of what was seen elsewhere only. `contacted` is what nobody knows the end of. */
  | ({ readonly kind: 'contacted'; readonly how: CrmContact; readonly isFirst?: boolean | undefined } & SeenThere)
  | OutcomeChange
  | SamenessChange
  /** `isUntouched`: nobody has been contacted, so the promise runs on. `isSpokenTo`: nobody need be tried again. */
  | {
      readonly kind: 'outcome-undone';
      readonly seq: number;
      readonly isUntouched: boolean;
      readonly isSpokenTo?: boolean | undefined;
      /** When what is taken back had been said: the promises that ended then run on. */
      readonly saidAt?: Instant | undefined;
    }
  /** Its promises stand still: for the prospect, or for a little more time. */
  | {
      readonly kind: 'paused';
      readonly pause: 'waiting' | 'snooze';
      readonly until: Instant;
      readonly note: string | undefined;
    }
  /** They go on before their time. */
  | { readonly kind: 'resumed' }
  /** It came back from the shelf, to `to` or to nobody; `from` had it until then. */
  | {
      readonly kind: 'returned';
      readonly to: string | undefined;
      readonly from: string | undefined;
      readonly round: number;
    }
  /** What it lacked was added; the values stand with the lead. */
  | { readonly kind: 'completed'; readonly fields: readonly string[] }
  /** Whom it came back to is on it. */
  | { readonly kind: 'picked-up' }
  /** Another system has told it, and it changes nothing: an activity, or in its own words what can't be so here, and why. */
  | ({
      readonly kind: 'seen';
      readonly what: SeenWhat;
      readonly value: string | undefined;
      readonly why: string | undefined;
    } & SeenThere)
  | QuestionChange
  | RatingChange
  | ReviewedChange;

/** What came of marketing questioning the rejection that is entry `rejection`. */
export type QuestionChange =
  | { readonly kind: 'questioned'; readonly rejection: number; readonly note: string | undefined }
  | { readonly kind: 'question-undone'; readonly rejection: number }
  /** Both managers agree: it stands, or the lead is to be tried again. */
  | {
      readonly kind: 'upheld' | 'overturned';
      readonly rejection: number;
      readonly sales: string;
      readonly marketing: string;
    };

/** What was seen elsewhere. */
export type SeenWhat = CrmActivity | 'stage' | 'owner';

/** `via` names the system in which it was seen, and when it happened there; without it somebody said so here, at that time. */
interface SeenThere {
  readonly via?: string | undefined;
  readonly happenedAt?: Instant | undefined;
}

/** How work on a lead went on or ended. Each stops the first-contact clock (2.1.13) and can be taken back for a minute. */
export type OutcomeChange =
  | ({ readonly kind: 'qualified' } & Undoable)
  | ({ readonly kind: 'deal'; readonly value: DealValue | undefined } & Undoable)
  | ({ readonly kind: 'won'; readonly value: DealValue | undefined } & Lesson & Undoable)
  | ({ readonly kind: 'lost' } & Lesson & Undoable)
  | ({ readonly kind: 'rejected' } & Rejected & Undoable);

interface Undoable extends SeenThere {
  readonly before: Progress;
}

/** What helped and what went wrong: keys of `lessons.ts`, and a line in somebody's own words. */
export interface Lesson {
  readonly helped: readonly string[];
  readonly wrong: readonly string[];
  readonly note: string | undefined;
}

/** Why a lead was given up, in whatever its reason asks for. */
export interface Rejected {
  readonly reason: ReasonKey;
  /** What the reason asks for: a choice of its own, a name, or the number of another lead. */
  readonly detail: string | undefined;
  readonly note: string | undefined;
  /** The date, where they are who said so, on which it comes back. */
  readonly returnsOn: string | undefined;
  readonly returnsAt: Instant | undefined;
  /** False for what was never a lead of its own: it stands in no figure (1e). */
  readonly isCounted: boolean;
}
