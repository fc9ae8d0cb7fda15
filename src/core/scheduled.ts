import type { Recurrence } from './how-often.ts';
import type { Duration, Instant } from './instants.ts';
import type { Team } from './person-days.ts';

/** A ritual as the engine keeps it, for the features that hold such rituals: what `settings` says only its kind knows. */
export interface ScheduleConfig {
  readonly name: string;
  readonly recurrence: Recurrence;
  /** "HH:MM" on the wall. */
  readonly at: string;
  /** The team's IANA zone. */
  readonly zone: string;
  /** True: `at` is meant where each person is. */
  readonly inOwnZone: boolean;
  readonly windowMs: Duration;
  readonly teamCloseAt?: string | undefined;
  readonly remindBeforeMs?: Duration | undefined;
  readonly graceMs: Duration;
  /** Empty where nothing of it stands in a channel. */
  readonly channelId: string;
  readonly participants:
    | { readonly kind: 'people'; readonly ids: readonly string[] }
    | { readonly kind: 'teams'; readonly teams: readonly Team[] }
    | { readonly kind: 'channel' };
  readonly observers: readonly string[];
  readonly owners: readonly string[];
  readonly settings: unknown;
}

export interface ScheduledRitual {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly config: ScheduleConfig;
  readonly state: 'active' | 'paused' | 'ended' | 'degraded';
}

/** One run of a ritual. */
export interface ScheduledRun {
  readonly ritual: ScheduledRitual;
  readonly occurrence: {
    readonly id: string;
    /** Where the team is. */
    readonly teamDate: string;
    readonly closesAt: Instant;
    readonly snapshot: { readonly config: ScheduleConfig };
  };
}

/** One person's part in a run. */
export interface ScheduledPart extends ScheduledRun {
  readonly slot: {
    readonly id: string;
    readonly personId: string;
    readonly state: string;
    readonly dueAt: Instant;
    readonly closeAt: Instant;
  };
}

/** What came of making or changing a ritual, as the engine says it. */
export type SaveOutcome<R = ScheduledRitual> =
  | { readonly kind: 'saved'; readonly ritual: R; readonly fromOn: string | undefined }
  | { readonly kind: 'refused'; readonly faults: readonly { readonly field: string; readonly sentence: string }[] }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-now' };

/** What came of a form or a press, as whoever did it is told. */
export type ScheduleOutcome =
  | {
      readonly kind: 'saved';
      readonly schedule: ScheduledRitual;
      /** "Every two weeks, next on Mon 7 Dec" */
      readonly howOften: string;
    }
  /** Somebody else has made the only one there can be; this one isn't saved. */
  | { readonly kind: 'already'; readonly schedule: ScheduledRitual; readonly howOften: string }
  | ScheduleFaults
  | { readonly kind: 'not-manager' | 'not-now' };

/** Sentences by the field of the form under which they belong. */
export interface ScheduleFaults {
  readonly kind: 'faults';
  readonly faults: Readonly<Record<string, string>>;
}

/** A sentence for one field. */
export const scheduleFault = (field: string, sentence: string): ScheduleFaults => ({
  kind: 'faults',
  faults: { [field]: sentence },
});

/** Setting up what is held of one kind. Managers and admins make one; it is changed by them and by those who own it. */
export interface Schedules<A> {
  /** Those that this person may change. */
  managed(actor: A): Promise<readonly ScheduledRitual[]>;
  /** Undefined for what isn't theirs, and for a ritual of another kind: ids come back from Slack. */
  theirs(actor: A, ritualId: string): Promise<ScheduledRitual | undefined>;
  mayAdd(actor: A): boolean;
  /** "Every two weeks, next on Mon 7 Dec", as far as the next one is planned. */
  howOften(schedule: ScheduledRitual): Promise<string>;
  /**
   * Makes one where there is no id, or changes it. `write` says what is to be saved, or what is wrong with it; it isn't called for a
   * form that Slack delivers again. A new channel is tried first.
   */
  save(
    actor: A,
    ritualId: string | undefined,
    write: (
      before: ScheduledRitual | undefined,
    ) => Promise<ScheduleConfig | ScheduleFaults | { readonly kind: 'not-now' }>,
  ): Promise<ScheduleOutcome>;
  pause(actor: A, ritualId: string): Promise<ScheduleOutcome>;
  resume(actor: A, ritualId: string): Promise<ScheduleOutcome>;
  /** For ever; what is open goes on to its close. */
  stop(actor: A, ritualId: string): Promise<ScheduleOutcome>;
}
