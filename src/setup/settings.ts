import type { Calendar } from '../core/calendar.ts';
import type { Conditions } from '../core/conditions.ts';
import type { Duration, Instant } from '../core/instants.ts';

/** Whom a new lead's card mentions. */
export type Ring =
  | { readonly kind: 'on-shift' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'group'; readonly id: string };

export interface LeadSettings {
  readonly channelId: string;
  readonly ring: Ring;
}

/** What sales promises of a first contact: within `target` working time. */
export interface Terms {
  readonly target: Duration;
  readonly warning: Duration;
  readonly calendar: Calendar;
  readonly lateTo: readonly string[];
}

/** Who is told when, in working time after the due time; less than 0 is before it. */
export interface Reminder {
  readonly audience: 'owner' | 'hand' | 'team' | 'manager';
  readonly after: Duration;
}

/** Everything that a promise says. */
export interface PromiseTerms extends Terms {
  readonly name: string;
  /** Which leads it is for. */
  readonly conditions: Conditions;
  readonly calendarOf: 'policy' | 'owner';
  readonly attempts: number;
  readonly followUpDays: number | undefined;
  readonly outcomeDays: number | undefined;
  readonly snooze: Duration;
  readonly ladder: readonly Reminder[] | undefined;
  readonly hasDigest: boolean;
}

export interface SalesPromise {
  readonly id: string;
  readonly workspaceId: string;
  /** The one for every lead that no other is for. */
  readonly isDefault: boolean;
  readonly isAnnounced: boolean;
  readonly createdAt: Instant;
  readonly current: PromiseTerms & { readonly policyId: string; readonly version: number };
}

/** An edit, and the leads that are open. */
export interface OpenLeads {
  readonly policyId: string;
  readonly version: number;
  readonly open: number;
  readonly isMore: boolean;
  readonly moves: readonly { readonly lead: string; readonly from: Instant; readonly to: Instant }[];
  readonly moved: number;
  /** Promises that would begin on leads which have been contacted already. */
  readonly begun: readonly { readonly lead: string; readonly isOutcome: boolean; readonly dueAt: Instant }[];
  readonly beginning: number;
  readonly lateAtOnce: number;
  readonly zone: string;
}

/** The three things that are asked for. */
export interface Basics {
  readonly channelId: string;
  readonly sales: readonly string[];
  readonly marketing: readonly string[];
}

/** Everything else, under [More]. */
export interface More {
  readonly salesManagers: readonly string[];
  readonly marketingManagers: readonly string[];
  readonly ring: Ring;
}
