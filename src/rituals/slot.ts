import type { Instant } from '../core/instants.ts';
import type { RitualConfig } from './ritual.ts';

/**
 * One person's part in one occurrence. `pending` waits for its prompt, `sent` for the answer. Every state without a prompt has
 * a reason; `/baton why` reads it.
 */
export type SlotState =
  | 'pending'
  | 'sent'
  | 'answered'
  | 'skipped'
  | 'excused'
  | 'missed'
  | 'bot-missed'
  | 'unreachable';

export type ReasonCode =
  /** Excused. */
  | 'day-off'
  | 'holiday'
  | 'away'
  /** Their zone changed, and the time has passed there, or the date was asked before. */
  | 'travel'
  /** Their own time is after the team's close. */
  | 'after-close'
  /** They came too late to be asked today; they may answer. */
  | 'joined'
  | 'left'
  /** They have had enough unasked messages today. */
  | 'budget'
  /** They have chosen to be asked once a week, and were asked in this one. */
  | 'weekly'
  | NotAsked
  /** Their own words are the detail. */
  | 'skipped'
  /** Bot-missed: Baton was not running when it should have asked, or when the time for answers ended. */
  | 'offline'
  /** Unreachable. Slack's code is the detail of `error`. */
  | 'deactivated'
  | 'error';

/** Why a kind asks somebody nothing on a day on which it is held. */
export type NotAsked =
  /** It was the turn of others. */
  | 'turn'
  /** They have chosen to have a break from it. */
  | 'break'
  /** One side had nobody there, or too few to stay without names. */
  | 'one-sided'
  | 'too-few'
  /** There was nothing to ask about. */
  | 'nothing'
  /** It is held in its channel, where everybody reads of it, and asks nobody by themselves. */
  | 'in-channel';

export interface Reason {
  readonly code: ReasonCode;
  /** The holiday's name, Slack's code, or somebody's words. */
  readonly detail?: string | undefined;
}

/** When a slot asks and ends, where its person is. */
export interface SlotTimes {
  /** The date on which they are asked, where they are. */
  readonly localDate: string;
  readonly zone: string;
  readonly dueAt: Instant;
  readonly remindAt: Instant | undefined;
  readonly closeAt: Instant;
}

/** What is decided about a slot before its prompt. */
export interface SlotPlan extends SlotTimes {
  readonly personId: string;
  readonly state: SlotState;
  readonly reason: Reason | undefined;
  /** New today, or back: they may answer and don't count (PPL-1, PPL-2). */
  readonly isOptional: boolean;
}

export interface Slot extends SlotPlan {
  readonly id: string;
  readonly occurrenceId: string;
  readonly ritualId: string;
  /** The date of the occurrence where the team is. */
  readonly teamDate: string;
  /** The answer came after the close. */
  readonly isLate: boolean;
  /** Three prompts in a row went unanswered: no reminder, and the kind may offer something rarer (DEL-8). */
  readonly isFatigued: boolean;
  readonly promptedAt: Instant | undefined;
  readonly remindedAt: Instant | undefined;
  /** When they last opened the form. */
  readonly touchedAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly editedAt: Instant | undefined;
}

export type SkipReason = 'not-begun' | 'not-scheduled' | 'paused' | 'nobody' | 'offline' | 'edited' | 'ended';

export interface Occurrence {
  readonly id: string;
  readonly ritualId: string;
  readonly teamDate: string;
  /** Of the configuration; frozen when it opens. */
  readonly version: number;
  readonly state: 'planned' | 'open' | 'closed' | 'skipped';
  readonly skippedBecause: SkipReason | undefined;
  /** `own` is the kind's part, which is made when the occurrence opens. */
  readonly snapshot: { readonly config: RitualConfig; readonly own: unknown };
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly openedAt: Instant | undefined;
}

/** Still to be prompted, answered or closed. */
export const isUnsettled = ({ state }: Pick<Slot, 'state'>): boolean => state === 'pending' || state === 'sent';

/** Their person has answered or skipped it, perhaps before it opened (ANS-3). */
export const hasSpoken = ({ state }: Pick<Slot, 'state'>): boolean => state === 'answered' || state === 'skipped';
