import type { Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { PersonDays } from '../core/person-days.ts';
import type { ScheduledRitual, ScheduledRun, Schedules } from '../core/scheduled.ts';
import type { Side } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';

/** Who does something about pairing. */
export interface PairingActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly teams: readonly Side[];
  readonly manages: readonly Side[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

/** What pairing must know of the engine that keeps the time. */
export interface PairingRituals {
  list(read: Db | Tx, workspaceId: string, kind: string): Promise<readonly ScheduledRitual[]>;
  occurrence(read: Db | Tx, id: string): Promise<ScheduledRun | undefined>;
  slotsOf(
    read: Db | Tx,
    occurrenceId: string,
  ): Promise<readonly { readonly id: string; readonly personId: string; readonly state: string }[]>;
  /** Somebody has done their part. */
  answer(tx: Tx, slotId: string, at: Instant): Promise<unknown>;
  /** They can't this time; `reason` in words. */
  skip(tx: Tx, slotId: string, reason: string): Promise<unknown>;
  unskip(tx: Tx, slotId: string, at: Instant): Promise<unknown>;
}

/** What pairing must know of people. */
export interface PairingPeople {
  /** The zone in which the company counts. */
  officeZone(read: Db | Tx): Promise<string>;
  /** Makes sure that these are known, as far as Slack knows them. Asks Slack: not to be called in a transaction. */
  know(personIds: readonly string[]): Promise<readonly string[]>;
  daysOf(
    read: Db | Tx,
    personIds: readonly string[],
    range: { readonly fromOn: string; readonly untilOn: string },
  ): Promise<readonly PersonDays[]>;
  /** Ids of those who take part in a team's work. */
  members(read: Db | Tx, workspaceId: string, team: Side): Promise<readonly string[]>;
  managersOf(read: Db | Tx, workspaceId: string, team: Side): Promise<readonly string[]>;
  person(personId: string): Promise<{ readonly zone: string } | undefined>;
  nextShift(read: Db, personId: string, at: Instant): Promise<Instant | undefined>;
}

/** A lead of the last weeks, as a sample draws it. */
export interface LatelyLead {
  readonly id: string;
  readonly stage: string;
  readonly campaign: string | undefined;
  readonly rep: string | undefined;
}

/** What pairing must know of leads. */
export interface PairingLeads {
  /** Those that came or to which something happened in a window. */
  toDrawFrom(
    read: Db | Tx,
    workspaceId: string,
    window: { readonly from: Instant; readonly until: Instant },
  ): Promise<readonly LatelyLead[]>;
  /** How those of these are called among people that are still there. */
  namesOf(
    read: Db | Tx,
    leadIds: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** Where what people learned goes: cards of the next retro. */
export interface RetroCards {
  add(
    tx: Tx,
    card: {
      readonly workspaceId: string;
      readonly by: string;
      readonly text: string;
      /** One makes one card. */
      readonly madeFrom: string;
    },
  ): Promise<
    | {
        readonly kind: 'added';
        /** As it stands, which may be as they wrote it before. */
        readonly card: { readonly text: string };
        readonly retro: { readonly isAnonymous: boolean };
      }
    | { readonly kind: 'too-many' }
  >;
  /** Whether this has made a card of theirs for a retro that isn't over. */
  hasWritten(author: Author, madeFrom: string): Promise<boolean>;
  /** Where a card goes that they write now. */
  openRetro(author: Author): Promise<{ readonly isAnonymous: boolean }>;
}

type Author = Pick<PairingActor, 'id' | 'workspaceId'>;

export interface PairingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly rituals: PairingRituals;
  readonly schedules: Schedules<PairingActor>;
  readonly people: PairingPeople;
  readonly leads: PairingLeads;
  readonly cards: RetroCards;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  /** What may be sent to people unasked, of all features together. */
  readonly manners: {
    reserve(tx: Tx, message: { readonly key: string; readonly personId: string }): Promise<boolean>;
    release(tx: Tx, key: string): Promise<void>;
    nextRation(read: Db | Tx, personId: string): Promise<Instant>;
  };
  /** When this installation began to be used; undefined before its set-up. */
  readonly usedSince: () => Promise<Instant | undefined>;
}
