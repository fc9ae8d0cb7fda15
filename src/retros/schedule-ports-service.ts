import type { Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { SaveOutcome, ScheduleConfig, ScheduledRitual, ScheduledRun } from '../core/scheduled.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { RetroActor } from './ports-service.ts';
import type { Retros } from './service.ts';

/** Who sets up schedules. */
export type ScheduleActor = RetroActor;

/** What schedules must know of the engine that keeps the time. */
export interface ScheduleRituals {
  find(read: Db | Tx, id: string): Promise<ScheduledRitual | undefined>;
  list(read: Db | Tx, workspaceId: string, kind: string): Promise<readonly ScheduledRitual[]>;
  mayManage(actor: ScheduleActor, ritual: ScheduledRitual): boolean;
  /** What came of this gesture, if Slack has delivered it before. */
  savedBefore(actor: ScheduleActor): Promise<SaveOutcome | undefined>;
  check(
    actor: ScheduleActor,
    config: ScheduleConfig,
  ): Promise<readonly { readonly field: string; readonly sentence: string }[]>;
  create(actor: ScheduleActor, draft: { readonly kind: string; readonly config: ScheduleConfig }): Promise<SaveOutcome>;
  edit(actor: ScheduleActor, ritualId: string, config: ScheduleConfig): Promise<SaveOutcome>;
  pause(actor: ScheduleActor, ritualId: string): Promise<SaveOutcome>;
  resume(actor: ScheduleActor, ritualId: string): Promise<SaveOutcome>;
  /** For ever; what is open goes on to its close. */
  end(actor: ScheduleActor, ritualId: string): Promise<SaveOutcome>;
  occurrence(read: Db | Tx, id: string): Promise<ScheduledRun | undefined>;
  slotsOf(
    read: Db | Tx,
    occurrenceId: string,
  ): Promise<readonly { readonly id: string; readonly personId: string; readonly state: string }[]>;
  /** Somebody has done their part. */
  answer(tx: Tx, slotId: string, at: Instant): Promise<unknown>;
}

export interface ScheduleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly rituals: ScheduleRituals;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  readonly people: {
    /** Makes sure that these are known, as far as Slack knows them. Asks Slack: not to be called in a transaction. */
    know(personIds: readonly string[]): Promise<readonly string[]>;
    /** Those of these who are still there. */
    present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  };
  readonly retros: Pick<Retros, 'startIn' | 'whoTakesPart' | 'gatherAs'>;
  /** A sentence if Baton can't post in a channel. Asks Slack: not to be called in a transaction. */
  readonly channelFault: (channelId: string) => Promise<string | undefined>;
}
