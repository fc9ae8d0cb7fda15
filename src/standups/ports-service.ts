import type { ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { PersonDays, Team } from '../core/person-days.ts';
import type { ScheduleConfig } from '../core/scheduled.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { StandupLeads } from './facts-service.ts';
import type { StandupDay, StandupOccurrence, StandupRitual, StandupSlot } from './ritual.ts';

/** Who does something with a standup. */
export interface StandupActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly Team[];
  readonly manages: readonly Team[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

/** What a configuration was refused for, or when it applies. */
export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly ritual: StandupRitual;
      readonly fromOn: string | undefined;
      readonly runningOn: string | undefined;
    }
  | { readonly kind: 'refused'; readonly faults: readonly { readonly field: string; readonly sentence: string }[] }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-now' };

type SkipOutcome =
  | { readonly kind: 'done'; readonly slot: StandupSlot }
  | { readonly kind: 'not-now'; readonly slot: StandupSlot }
  | { readonly kind: 'not-found' };

/** What standups must know of the engine; it keeps all times and states. */
export interface StandupRituals {
  find(read: Db | Tx, id: string): Promise<StandupRitual | undefined>;
  list(read: Db | Tx, workspaceId: string, kind?: string): Promise<readonly StandupRitual[]>;
  occurrence(read: Db | Tx, id: string): Promise<StandupDay | undefined>;
  occurrenceOn(read: Db | Tx, ritualId: string, teamDate: string): Promise<StandupOccurrence | undefined>;
  /** The last one before a date that opened. */
  occurrenceBefore(read: Db | Tx, ritualId: string, teamDate: string): Promise<StandupOccurrence | undefined>;
  slot(read: Db | Tx, id: string): Promise<StandupSlot | undefined>;
  slotsOf(read: Db | Tx, occurrenceId: string): Promise<readonly StandupSlot[]>;
  previousAnswered(read: Db | Tx, slot: StandupSlot): Promise<StandupSlot | undefined>;
  currentSlot(read: Db | Tx, ritualId: string, personId: string, now: Instant): Promise<StandupSlot | undefined>;
  addOptional(tx: Tx, ritualId: string, personId: string, now: Instant): Promise<StandupSlot | undefined>;
  answer(
    tx: Tx,
    slotId: string,
    at: Instant,
  ): Promise<
    | { readonly kind: 'answered'; readonly slot: StandupSlot; readonly isEdit: boolean }
    | { readonly kind: 'too-late' }
    | { readonly kind: 'not-found' }
  >;
  skip(tx: Tx, slotId: string, reason: string): Promise<SkipOutcome>;
  unskip(tx: Tx, slotId: string, at: Instant): Promise<SkipOutcome>;
  touched(tx: Tx, slotId: string, at: Instant): Promise<void>;
  channelTrouble(tx: Tx, ritualId: string, code: string): Promise<void>;
  /** What came of this gesture, if Slack has delivered it before. */
  savedBefore(actor: StandupActor): Promise<SaveOutcome | undefined>;
  create(actor: StandupActor, draft: { readonly kind: string; readonly config: ScheduleConfig }): Promise<SaveOutcome>;
  edit(actor: StandupActor, ritualId: string, config: ScheduleConfig): Promise<SaveOutcome>;
  pause(actor: StandupActor, ritualId: string, untilOn?: string): Promise<SaveOutcome>;
  resume(actor: StandupActor, ritualId: string): Promise<SaveOutcome>;
  /** For ever; what is open goes on to its close. */
  end(actor: StandupActor, ritualId: string): Promise<SaveOutcome>;
  check(
    actor: StandupActor,
    config: ScheduleConfig,
  ): Promise<readonly { readonly field: string; readonly sentence: string }[]>;
  /** Everybody whom a configuration would ask, and those of them who can't be. */
  peopleOf(workspaceId: string, config: ScheduleConfig): Promise<readonly PersonDays[]>;
  /** The next date on which it is held and everybody can still be asked; undefined if none is in sight. */
  nextOn(config: ScheduleConfig, people: readonly PersonDays[]): string | undefined;
  mayManage(actor: StandupActor, ritual: StandupRitual): boolean;
}

/** What standups must know about people. */
export interface StandupPeople {
  daysOf(
    read: Db | Tx,
    personIds: readonly string[],
    range: { readonly fromOn: string; readonly untilOn: string },
  ): Promise<readonly PersonDays[]>;
  /** Makes sure that these are known, as far as Slack knows them. Asks Slack: not to be called in a transaction. */
  know(personIds: readonly string[]): Promise<readonly string[]>;
}

/** An ask, as far as standups look into it. */
export interface StandupAsk {
  readonly ask: { readonly state: string; readonly owner: string | undefined };
}

/** An ask that has changed. */
export interface ChangedAsk {
  readonly id: string;
  readonly workspaceId: string;
  /** The slot that it came with, if it came with one. */
  readonly origin: string | undefined;
}

/** What standups must know about asks: `A` is one of them, `C` how they are counted. */
export interface StandupAsks<A extends StandupAsk, C> {
  /** What waits for this person, oldest first. */
  openFor(read: Db | Tx, personId: string): Promise<readonly A[]>;
  /** Everything that waits, oldest first. */
  waitingIn(read: Db | Tx, workspaceId: string): Promise<readonly A[]>;
  /** Ids of those for whom an ask may wait, or may have waited until it changed. */
  concernedBy(read: Db | Tx, askId: string): Promise<readonly string[]>;
  /** What was asked from these slots. */
  askedFrom(read: Db | Tx, origins: readonly string[]): Promise<readonly A[]>;
  counts(read: Db | Tx, workspaceId: string, from: Instant, until: Instant): Promise<C>;
  /** After how many days managers hear of one has changed. */
  lookAgain(tx: Tx, workspaceId: string): Promise<void>;
}

/** Whether somebody may be written to unasked once more today. */
export interface StandupManners {
  /** Takes one of the messages that they may get today; the same key is counted once. False if none is left. */
  reserve(tx: Tx, message: { readonly key: string; readonly personId: string }): Promise<boolean>;
  /** It is not sent after all. */
  release(tx: Tx, key: string): Promise<void>;
}

/** What standups must know of what people have decided to do. */
export interface StandupActions {
  /** What somebody has to do, oldest first; without what they are still on since `keptSince`. */
  openOf(read: Db | Tx, personId: string, keptSince: Instant): Promise<readonly ActionView[]>;
}

export interface StandupDeps<A extends StandupAsk, C> {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueAll'>;
  readonly rituals: StandupRituals;
  readonly people: StandupPeople;
  readonly leads: StandupLeads;
  /** The addresses of those of these leads' cards that have been posted, by lead. */
  readonly cards: (read: Db | Tx, leadIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly asks: StandupAsks<A, C>;
  readonly actions: StandupActions;
  readonly manners: StandupManners;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  /** Somebody's day looks different now; for their Home. */
  readonly onDay?: (tx: Tx, personIds: readonly string[]) => Promise<void>;
  /** Until when somebody wants quiet now; undefined if they don't, or nobody may know. Asks Slack: not to be called in a transaction. */
  readonly quietUntil: (personId: string) => Promise<Instant | undefined>;
  /** A sentence if Baton can't post in a channel (PPL-7). Asks Slack: not to be called in a transaction. */
  readonly channelFault: (channelId: string) => Promise<string | undefined>;
}
