import { type Duration, MINUTE, SECOND } from '../../core/instants.ts';

/** All waiting times of the jobs, so that tests can shorten them. */
export interface JobTiming {
  /** How long the worker's lease lasts without renewal. A takeover follows at most `pollMs` later. */
  readonly leaseMs: Duration;
  /** How often it is renewed. */
  readonly renewMs: Duration;
  /** How often the table is looked at without any wake-up call. */
  readonly pollMs: Duration;
  /** Jobs at a time. */
  readonly concurrency: number;
  /** The wait after the first failure; it doubles with each further one, up to the most. */
  readonly backoffBaseMs: Duration;
  readonly backoffMaxMs: Duration;
  /** How long `stop` waits for running jobs before it hands them to the next process. */
  readonly stopDeadlineMs: Duration;
}

export const DEFAULT_JOB_TIMING: JobTiming = {
  leaseMs: 10 * SECOND,
  renewMs: 3 * SECOND,
  pollMs: SECOND,
  concurrency: 8,
  backoffBaseMs: SECOND,
  backoffMaxMs: 5 * MINUTE,
  stopDeadlineMs: 8 * SECOND,
};
