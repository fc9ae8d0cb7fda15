import type { Duration, Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { PersonDays, Team } from '../core/person-days.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids, Random } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { Ritual } from './ritual.ts';
import type { NotAsked, Occurrence, Slot } from './slot.ts';

/** An occurrence as a kind sees it. */
export interface OccurrenceView {
  readonly ritual: Ritual;
  readonly occurrence: Occurrence;
}

/** One person's part as a kind sees it. */
export interface SlotView extends OccurrenceView {
  readonly slot: Slot;
}

/** What became of telling somebody; trying again is what Transient errors are for. */
export type Told =
  /** `also` is written down with the record of it. */
  | { readonly kind: 'told'; readonly also?: (tx: Tx) => Promise<void> }
  | { readonly kind: 'later'; readonly at: Instant }
  /** Slack says that it will never reach them; its code. */
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'over-budget' }
  /** They have chosen to be asked once a week, and were asked in this one. */
  | { readonly kind: 'weekly' }
  /** The kind has looked at the day, and doesn't ask them. */
  | { readonly kind: 'not-asked'; readonly because: NotAsked };

/** What a feature makes of rituals: it shows and asks, the engine keeps the time. */
export interface RitualKind {
  readonly kind: string;
  /** What an owner types to change such a ritual, for messages about trouble: `/standup setup`. */
  readonly setup: string;
  /** The action of a button that opens the same for one of them; its value is the ritual's id. */
  readonly setupAction: string;
  /** The kind's own part of the snapshot, frozen when an occurrence opens. */
  snapshot(read: Db | Tx, ritual: Ritual, teamDate: string): Promise<unknown>;
  /**
   * Shows the prompt as a direct message, outside any transaction and exactly once, by `promptKey`. `isLate`: caught up after
   * an outage.
   */
  prompt(slot: SlotView, how: { readonly isLate: boolean }): Promise<Told>;
  remind(slot: SlotView): Promise<Told>;
  /** Something about the occurrence has changed: bring its messages up to date. In the transaction: only write and enqueue. */
  changed(tx: Tx, occurrence: OccurrenceView, what: 'opened' | 'slot' | 'closed'): Promise<void>;
  /**
   * The next date is planned, or there is none in sight: again whenever that is looked at. For a kind that has something to do
   * before its date. In the transaction: only write and enqueue.
   */
  planned?(tx: Tx, ritual: Ritual, next: Occurrence | undefined): Promise<void>;
  /** The slot has just ended without its person doing anything. In the transaction: only write and enqueue. */
  settled?(tx: Tx, slot: SlotView): Promise<void>;
}

/** What this feature must know about people. */
export interface RitualPeople {
  /** Unknown ids are left out. */
  daysOf(
    read: Db | Tx,
    personIds: readonly string[],
    range: { readonly fromOn: string; readonly untilOn: string },
  ): Promise<readonly PersonDays[]>;
  /** Ids of those who take part in a team's work. */
  teamMembers(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  /** False for somebody whose account is deactivated. */
  isHere(read: Db | Tx, personId: string): Promise<boolean>;
  /** Ids of those who look after Baton when a ritual's owners are gone. */
  admins(read: Db | Tx): Promise<readonly string[]>;
}

export interface RitualsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly jobs: Jobs;
  readonly people: RitualPeople;
  /** Ids of everybody in a channel, as Slack says now. Called outside transactions; throws Transient or Permanent. */
  readonly channelMembers: (channelId: string) => AsyncIterable<string>;
  /** A sentence if Baton can't post in a channel. Asks Slack: not to be called in a transaction. */
  readonly channelFault: (channelId: string) => Promise<string | undefined>;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  /** Whether a message may be in Slack already: shown, or being sent when a process died. */
  readonly wasShown: (read: Db, messageKey: string) => Promise<boolean>;
  /** From one prompt or reminder to the next, so that other messages get through meanwhile (DEL-6). */
  readonly paceMs: Duration;
}

/** The kinds that features have registered. */
export type Kinds = ReadonlyMap<string, RitualKind>;

/** Names the prompt of a slot among the messages. */
export const promptKey = (slotId: string): string => `slot.prompt:${slotId}`;

/** Kinds of the jobs of this feature. */
export const PLAN = 'rituals.plan';
export const CONDUCT = 'rituals.conduct';
export const SLOT = 'rituals.slot';

export const planKey = (ritualId: string): string => `ritual:${ritualId}`;
export const conductKey = (occurrenceId: string): string => `occurrence:${occurrenceId}`;
export const slotKey = (slotId: string): string => `slot:${slotId}`;

/** Asks that a slot be looked at. */
export const slotJob = (slotId: string, runAt: Instant): Enqueued => ({
  kind: SLOT,
  key: slotKey(slotId),
  payload: { slotId },
  runAt,
  mode: 'latest',
});

/** Throws if no feature has registered the kind: a ritual of it should not exist. */
export function kindOf(kinds: Kinds, name: string): RitualKind {
  const kind = kinds.get(name);
  if (kind === undefined) throw new Error(`Nobody holds rituals of kind ${name}`);
  return kind;
}
