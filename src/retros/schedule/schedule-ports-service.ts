import type { ScheduledRun, Schedules } from '../../core/scheduled.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Retros } from '../service.ts';

/** Who sets up schedules. */
export type ScheduleActor = RetroActor;

/** What those who hold something by schedule must know of the engine that keeps the time. */
export interface ScheduleRituals {
  occurrence(read: Db | Tx, id: string): Promise<ScheduledRun | undefined>;
  /** Those who are there for a run. */
  present(read: Db | Tx, occurrenceId: string): Promise<readonly string[]>;
  /** Somebody has done their part in what a run began. */
  did(tx: Tx, occurrenceId: string, personId: string): Promise<void>;
  /** A run has begun nothing: those who look after the schedule hear of it once, by a notice of this kind about the run. */
  leftOut(tx: Tx, run: ScheduledRun, kind: string): Promise<void>;
}

export interface ScheduleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly rituals: ScheduleRituals;
  readonly schedules: Schedules<ScheduleActor>;
  readonly people: {
    /** The zone in which the company counts. */
    officeZone(read: Db | Tx): Promise<string>;
    /** Makes sure that these are known, as far as Slack knows them. Asks Slack: not to be called in a transaction. */
    know(personIds: readonly string[]): Promise<readonly string[]>;
    /** Those of these who are still there. */
    present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  };
  readonly retros: Pick<Retros, 'startIn' | 'whoTakesPart' | 'gatherAs'>;
}
