import type { Duration, Instant } from '../core/instants.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { Team } from '../core/person-days.ts';

/** What rituals of this feature are called by the engine. */
export const STANDUP = 'standup';

/** A standup as the engine keeps it; what it says beyond a standup's own settings is the engine's. */
export interface StandupConfig {
  readonly name: string;
  readonly recurrence:
    | { readonly kind: 'weekly'; readonly days: readonly Weekday[] }
    | { readonly kind: 'biweekly'; readonly days: readonly Weekday[]; readonly anchorOn: string }
    | { readonly kind: 'monthly'; readonly nth: 1 | 2 | 3 | 4 | 'last'; readonly day: Weekday };
  readonly at: string;
  readonly zone: string;
  readonly inOwnZone: boolean;
  readonly windowMs: Duration;
  readonly teamCloseAt?: string | undefined;
  readonly remindBeforeMs?: Duration | undefined;
  readonly graceMs: Duration;
  readonly channelId: string;
  readonly participants:
    | { readonly kind: 'people'; readonly ids: readonly string[] }
    | { readonly kind: 'teams'; readonly teams: readonly Team[] }
    | { readonly kind: 'channel' };
  readonly observers: readonly string[];
  readonly owners: readonly string[];
  readonly settings: unknown;
}

export interface StandupRitual {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly version: number;
  readonly config: StandupConfig;
  readonly state: 'active' | 'paused' | 'ended' | 'degraded';
  readonly pausedUntilOn: string | undefined;
}

/** One day of a standup. */
export interface StandupOccurrence {
  readonly id: string;
  readonly ritualId: string;
  /** Where the team is. */
  readonly teamDate: string;
  readonly state: 'planned' | 'open' | 'closed' | 'skipped';
  readonly snapshot: { readonly config: StandupConfig; readonly own: unknown };
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** One person's part in one day. */
export interface StandupSlot {
  readonly id: string;
  readonly occurrenceId: string;
  readonly ritualId: string;
  readonly personId: string;
  readonly teamDate: string;
  readonly localDate: string;
  readonly zone: string;
  readonly dueAt: Instant;
  readonly closeAt: Instant;
  /** When they are reminded, if they are to be. */
  readonly remindAt: Instant | undefined;
  readonly state: 'pending' | 'sent' | 'answered' | 'skipped' | 'excused' | 'missed' | 'bot-missed' | 'unreachable';
  readonly reason: { readonly code: string; readonly detail?: string | undefined } | undefined;
  /** They may answer and don't count. */
  readonly isOptional: boolean;
  readonly isLate: boolean;
  /** Three prompts in a row went unanswered. */
  readonly isFatigued: boolean;
  readonly promptedAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
}

export interface StandupDay {
  readonly ritual: StandupRitual;
  readonly occurrence: StandupOccurrence;
}

/** One person's part with its day. */
export interface StandupTurn extends StandupDay {
  readonly slot: StandupSlot;
}
