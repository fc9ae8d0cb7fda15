import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';

/** Whom a new lead's card mentions. */
export type Ring =
  | { readonly kind: 'on-shift' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'group'; readonly id: string };

export interface LeadSettings {
  readonly channelId: string;
  readonly ring: Ring;
  readonly isMasked: boolean;
}

/** What sales promises: first contact within `target` working time. */
export interface Terms {
  readonly target: Duration;
  readonly warning: Duration;
  readonly calendar: Calendar;
  readonly lateTo: readonly string[];
}

export interface FirstContactPromise {
  readonly id: string;
  readonly workspaceId: string;
  readonly isAnnounced: boolean;
  readonly createdAt: Instant;
  readonly current: Terms;
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
  readonly isMasked: boolean;
}
