import type { Duration, Instant } from '../core/instants.ts';
import type { Clock } from './clock.ts';
import type { Db, Tx } from './db/database.ts';
import type { Jobs } from './jobs/jobs.ts';

/** One rule that must hold at rest, as the feature that owns the data knows it; the auditor looks each minute. */
export interface Check {
  /** Names the rule that is broken: `lead.without-card`. */
  readonly name: string;
  /** What an admin reads if it can't be mended here: a whole sentence or two, with what to do. */
  says(count: number): string;
  /**
   * The ids of what breaks the rule now; at most a few dozen. Reads by index and within a bound, whatever the size of the
   * database. The auditor believes what two audits in a row have found, so a moment between two commits is no finding.
   */
  find(read: Db, now: Instant): Promise<readonly string[]>;
  /** Mends one of them, in the transaction; harmless if it has mended itself meanwhile. Without it admins are told. */
  repair?(tx: Tx, subject: string): Promise<void>;
  /** How long it must have been so before it is believed; by default from one audit to the next. */
  readonly patience?: Duration;
  /** Rules whose being broken explains this one: then nobody is told of it. */
  readonly explainedBy?: readonly string[];
}

/** What checks mend with: lost work is put back. */
export interface CheckDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
}

/** The most that one check reports at a time: more would say nothing new. */
export const MOST_FOUND = 50;
