import type { PersonDays } from '../../core/person-days.ts';
import type { ScheduledRun, Schedules } from '../../core/scheduled.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { DrawChoices } from '../planning/choices.ts';
import type { ReviewActor } from '../ports-service.ts';
import type { Reviews } from '../service.ts';

/** Who sets up schedules. */
export interface ScheduleActor extends ReviewActor {
  readonly teams: readonly ('sales' | 'marketing')[];
  readonly manages: readonly ('sales' | 'marketing')[];
  readonly isAdmin: boolean;
}

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
    namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
    daysOf(
      read: Db | Tx,
      personIds: readonly string[],
      range: { readonly fromOn: string; readonly untilOn: string },
    ): Promise<readonly PersonDays[]>;
  };
  readonly reviews: Pick<Reviews, 'candidates' | 'choices' | 'possibleRaters' | 'namedRaters' | 'startIn' | 'dueAfter'>;
}

/** What of the leads of the last weeks can be chosen, with what people are called. */
export interface NamedChoices extends DrawChoices {
  readonly names: ReadonlyMap<string, string>;
}
