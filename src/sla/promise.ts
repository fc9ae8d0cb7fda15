import { dueAt, warningAt, workingTime } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';

/** What a promise says, in one version that never changes: a running clock keeps the version it started with. */
export interface PolicyVersion {
  readonly policyId: string;
  readonly version: number;
  /** Working time from a lead's arrival to its first contact. */
  readonly target: Duration;
  /** How long before the due time the owner is nudged, in working time; 0 for no nudge. */
  readonly warning: Duration;
  readonly calendar: Calendar;
  /** Ids of the people who hear of a late lead; nobody named means the managers of sales. */
  readonly lateTo: readonly string[];
}

/** A promise. While it isn't announced it is only measured: nobody is warned and no card shows a due time. */
export interface Policy {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
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
  /** In which round of the lead it runs: a lead that comes back gets a new clock, and the outcome of the old one stays (2.1.12). */
  readonly cycle: number;
  readonly state: ClockState;
  readonly isAnnounced: boolean;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly warnAt: Instant | undefined;
  readonly stoppedAt: Instant | undefined;
  /** Working time from start to stop. */
  readonly worked: Duration | undefined;
  readonly policy: PolicyVersion;
}

/** When a lead that arrives at `startedAt` must have been contacted, and when its owner is nudged (rule 2.1.4, rule 2.1.7). */
export function deadlines(policy: PolicyVersion, startedAt: Instant): { dueAt: Instant; warnAt: Instant | undefined } {
  return {
    dueAt: dueAt(policy.calendar, startedAt, policy.target),
    warnAt: policy.warning > 0 ? warningAt(policy.calendar, startedAt, policy.target, policy.warning) : undefined,
  };
}

/** How a first contact at `at` ends the clock: exactly at the due time is in time (rule 2.1.5). */
export function endOf(clock: SlaClock, at: Instant): { state: 'met' | 'met-late'; worked: Duration } {
  return {
    state: at <= clock.dueAt ? 'met' : 'met-late',
    worked: workingTime(clock.policy.calendar, clock.startedAt, at),
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
