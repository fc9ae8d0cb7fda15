import type { Calendar } from '../core/calendar.ts';
import type { Conditions } from '../core/conditions.ts';
import type { Duration, Instant } from '../core/instants.ts';
import { type LadderStep, ladderOf } from './ladder.ts';
import { pointAt, type Stretch, workedBetween } from './stretches.ts';

/** What sales promises of a lead: to be contacted, to be tried often enough, and to be decided. */
export type PromiseKind = 'first-contact' | 'follow-up' | 'outcome';

/** What somebody promises. */
export interface Terms {
  readonly name: string;
  /** Which leads it is for. */
  readonly conditions: Conditions;
  /** Working time from a lead's arrival to its first contact. */
  readonly target: Duration;
  /** How long before the due time the owner is nudged, in working time; 0 for no nudge. */
  readonly warning: Duration;
  readonly calendar: Calendar;
  /** Whose hours count once somebody has the lead. */
  readonly calendarOf: 'policy' | 'owner';
  /** How often the prospect is tried before anybody may say that they can't be reached. */
  readonly attempts: number;
  /** All attempts are made by the end of so many working days after the first one; undefined if that isn't promised. */
  readonly followUpDays: number | undefined;
  /** How it ends is known by the end of so many working days after the first contact; undefined if that isn't promised. */
  readonly outcomeDays: number | undefined;
  /** Working time for which the owner of a lead may put it off, all in all. */
  readonly snooze: Duration;
  /** Who is told when; undefined for the usual. */
  readonly ladder: readonly LadderStep[] | undefined;
  /** Whether managers hear each morning of what is still late. */
  readonly hasDigest: boolean;
  /** Ids of the people who hear of a late lead; nobody named means the managers of sales. */
  readonly lateTo: readonly string[];
}

/** What a promise says, in one version that never changes: a running clock keeps the version it started with. */
export interface PolicyVersion extends Terms {
  readonly policyId: string;
  readonly version: number;
}

/** A promise. While it isn't announced it is only measured: nobody is warned and no card shows a due time. */
export interface Policy {
  readonly id: string;
  readonly workspaceId: string;
  /** The one for every lead that no other is for. */
  readonly isDefault: boolean;
  readonly position: number;
  readonly isAnnounced: boolean;
  readonly createdAt: Instant;
  readonly current: PolicyVersion;
}

export type ClockState = 'running' | 'met' | 'late' | 'met-late' | 'cancelled';

/** One running or finished promise on one lead. */
export interface SlaClock {
  readonly id: string;
  readonly workspaceId: string;
  readonly leadId: string;
  readonly kind: PromiseKind;
  /** In which round of the lead it runs: a lead that comes back gets a new clock, and the outcome of the old one stays (2.1.12). */
  readonly cycle: number;
  readonly state: ClockState;
  readonly isAnnounced: boolean;
  readonly startedAt: Instant;
  /** Working time that it has. */
  readonly target: Duration;
  /** In whose hours it runs, from when on; the first begins when it starts. */
  readonly stretches: readonly Stretch[];
  readonly dueAt: Instant;
  readonly warnAt: Instant | undefined;
  /** It stands still until then. */
  readonly pausedUntil: Instant | undefined;
  /** How often the prospect has been tried, of a follow-up. */
  readonly attempts: number;
  readonly stoppedAt: Instant | undefined;
  /** Working time from start to stop. */
  readonly worked: Duration | undefined;
  readonly policy: PolicyVersion;
}

/** What the due time of a clock comes from. */
export type Timing = Pick<SlaClock, 'kind' | 'stretches' | 'target' | 'policy'>;

/** A time during which no clock of a lead runs. */
export interface Pause {
  readonly from: Instant;
  readonly until: Instant;
}

/** When a promise is due, and when its owner is nudged first (rules 2.1.4, 2.1.6, 2.1.7, 2.1.9). */
export function deadlines(
  timing: Timing,
  pauses: readonly Pause[] = [],
): { dueAt: Instant; warnAt: Instant | undefined } {
  const { stretches, target, policy, kind } = timing;
  const [first] = ladderOf(policy, kind, target);
  return {
    dueAt: pointAt(stretches, target, pauses),
    warnAt: first !== undefined && first.after < 0 ? pointAt(stretches, target + first.after, pauses) : undefined,
  };
}

/** How what keeps the promise, at `at`, ends the clock: exactly at the due time is in time (rule 2.1.5). */
export function endOf(
  clock: SlaClock,
  at: Instant,
  pauses: readonly Pause[] = [],
): { state: 'met' | 'met-late'; worked: Duration } {
  return {
    state: at <= clock.dueAt ? 'met' : 'met-late',
    worked: workedBetween(clock.stretches, at, pauses),
  };
}

/**
 * How a clock stands again whose stop is taken back. What was met before stays met; anything else runs, and the next look
 * finds out whether it has become late meanwhile.
 */
export function resumed(clock: SlaClock): { state: ClockState; stoppedAt?: Instant; worked?: Duration } {
  const { stoppedAt, worked } = clock;
  if (clock.state !== 'cancelled' || stoppedAt === undefined || worked === undefined) return { state: 'running' };
  return { state: stoppedAt <= clock.dueAt ? 'met' : 'met-late', stoppedAt, worked };
}

/** A breach begins strictly after the due time, so the clock is looked at one millisecond later. */
export const lateFrom = (due: Instant): Instant => due + 1;

/** Whether it can still be kept, late or not. */
export const isOpenClock = ({ state }: Pick<SlaClock, 'state'>): boolean => state === 'running' || state === 'late';
