import type { Instant } from '../core/instants.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';

/** What rituals of this feature are called by the engine. */
export const STANDUP = 'standup';

export interface StandupRitual extends ScheduledRitual {
  readonly version: number;
  readonly pausedUntilOn: string | undefined;
}

/** One day of a standup. */
export interface StandupOccurrence {
  readonly id: string;
  readonly ritualId: string;
  /** Where the team is. */
  readonly teamDate: string;
  readonly state: 'planned' | 'open' | 'closed' | 'skipped';
  readonly snapshot: { readonly config: ScheduleConfig; readonly own: unknown };
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
