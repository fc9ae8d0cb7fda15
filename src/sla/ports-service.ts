import type { Calendar } from '../core/calendar.ts';
import type { LeadFacts } from '../core/conditions.ts';
import type { Instant } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Touch } from './further.ts';
import type { Audience } from './ladder.ts';
import type { Policy, SlaClock } from './promise.ts';

/** A change of a lead that starts, stops or moves a clock; features with a journal pass its entries. */
export interface LeadChange {
  readonly kind: string;
  readonly leadId: string;
  readonly workspaceId: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly isTest: boolean;
  readonly change: {
    readonly kind: string;
    /** It has arrived, and nobody in sales hears of it yet. */
    readonly isHeld?: true;
    /** Which time the lead comes back. */
    readonly round?: number;
    /** False for what turned out to be no lead. */
    readonly isCounted?: boolean;
    /** Taken back, and nobody has been contacted before. */
    readonly isUntouched?: boolean;
    /** Taken back, and the prospect had been spoken to before. */
    readonly isSpokenTo?: boolean | undefined;
    /** When what is taken back was said. */
    readonly saidAt?: Instant | undefined;
    /** How the prospect was contacted. */
    readonly how?: string;
    /** When it was made, if another system has told so. */
    readonly happenedAt?: Instant | undefined;
    /** Whose the lead is now. */
    readonly to?: string | undefined;
    /** Why its clocks stand still, and until when. */
    readonly pause?: 'waiting' | 'snooze';
    readonly until?: Instant;
    /** In which hours its promises count, by the rule that routed it. */
    readonly calendar?: Calendar | undefined;
  };
}

/** What the clocks tell: steps and lateness of announced promises, and that a promise has been measured long enough. */
export type ClockNews =
  /** Its owner should know that it will soon be late. */
  | { readonly kind: 'warned'; readonly clock: SlaClock }
  /** It is late; who hears of it at once. */
  | { readonly kind: 'late'; readonly clock: SlaClock; readonly audiences: readonly Audience[] }
  /** Another step of its ladder. */
  | { readonly kind: 'step'; readonly clock: SlaClock; readonly audience: Audience; readonly level: number }
  /** It stood still, and runs again. */
  | { readonly kind: 'resumed'; readonly clock: SlaClock }
  /** Its due time is another one now. */
  | { readonly kind: 'moved'; readonly clock: SlaClock }
  /** A new day, and something is still late. */
  | {
      readonly kind: 'still-late';
      readonly workspaceId: string;
      readonly day: string;
      readonly clocks: readonly SlaClock[];
    }
  | { readonly kind: 'measured'; readonly policy: Policy };

export type ClockListener = (tx: Tx, news: ClockNews) => Promise<void>;

/** How far somebody has come with a lead that has been contacted and of which no outcome is known. */
export interface LeadInTouch extends Touch {
  readonly ownerId: string | undefined;
}

/** Leads that have been contacted and of which no outcome is known: what promises of more than a first contact are for. */
export interface LeadsInTouch {
  list(read: Db | Tx, workspaceId: string): Promise<readonly string[]>;
  /** Undefined if nobody is in touch with it, or nobody any more. */
  look(read: Db | Tx, leadId: string): Promise<LeadInTouch | undefined>;
  /** The same, and nobody changes the lead until the transaction ends. */
  hold(tx: Tx, leadId: string): Promise<LeadInTouch | undefined>;
}

export interface SlaDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
  /** What is known of a lead, for promises that are not for every lead. Asked only where there are such promises. */
  readonly factsOf?: (read: Db | Tx, leadId: string) => Promise<LeadFacts>;
  /** The hours of whoever has a lead. Asked only where a promise goes by them. */
  readonly calendarOf?: (read: Db | Tx, workspaceId: string, personId: string) => Promise<Calendar>;
  /** Asked only when an edit of a promise is to hold for open leads as well. */
  readonly inTouch?: LeadsInTouch;
}

/** What the parts of this feature share. */
export interface SlaParts extends SlaDeps {
  readonly tell: (tx: Tx, news: ClockNews) => Promise<void>;
}

/** How a settled job is told so, in the transaction of its effect. */
export type Settle = (tx: Tx) => Promise<void>;

/** Kinds of the jobs of this feature. */
export const LOOK = 'sla.look';
export const REPORT = 'sla.report';
export const REAPPLY = 'sla.reapply';
export const DIGEST = 'sla.digest';

export const lookKey = (clockId: string): string => `clock:${clockId}`;
export const reapplyKey = (policyId: string): string => `reapply:${policyId}`;
