import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { PersonDays } from '../core/person-days.ts';
import type { Side } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';

/** Who acts, as far as retros are concerned. */
export interface RetroActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly Side[];
  readonly manages: readonly Side[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act: it does one thing, once. */
  readonly gesture?: string | undefined;
}

/** What retros must know of people. */
export interface RetroPeople {
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  /** Who of these can be waited for: `gone` has left Slack or both teams, or is a guest by now. */
  attendance(
    read: Db | Tx,
    personIds: readonly string[],
    at: Instant,
  ): Promise<ReadonlyMap<string, 'here' | 'away' | 'gone'>>;
  person(personId: string): Promise<{ readonly id: string; readonly name: string; readonly zone: string } | undefined>;
  rightsOf(
    read: Db | Tx,
    personId: string,
  ): Promise<{ readonly teams: readonly Side[]; readonly manages: readonly Side[] }>;
  /** When somebody may next be written to unasked: now, or when their hours begin. */
  nextShift(read: Db | Tx, personId: string, at: Instant): Promise<Instant | undefined>;
  /** When the day of a moment ends where they are. */
  dayOf(read: Db | Tx, personId: string, at: Instant): Promise<{ readonly until: Instant }>;
  /** The hours of the office, or somebody's own. */
  calendarOf(
    read: Db | Tx,
    workspaceId: string,
    whose: { readonly team: 'sales' } | { readonly person: string },
  ): Promise<Calendar>;
  /** Ids of a team's managers who are still there. */
  managersOf(read: Db | Tx, workspaceId: string, team: Side): Promise<readonly string[]>;
  /** Names of those of these who are known. */
  namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ids of those who take part in a team's work. */
  members(read: Db | Tx, workspaceId: string, team: Side): Promise<readonly string[]>;
  /** Whether they work on a date. Unknown ids are left out. */
  daysOf(
    read: Db | Tx,
    personIds: readonly string[],
    range: { readonly fromOn: string; readonly untilOn: string },
  ): Promise<readonly PersonDays[]>;
}

/** What may interrupt somebody. */
export interface RetroManners {
  reserve(tx: Tx, message: { readonly key: string; readonly personId: string }): Promise<boolean>;
  release(tx: Tx, key: string): Promise<void>;
  nextRation(read: Db | Tx, personId: string): Promise<Instant>;
}

export interface RetrosDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueAll'>;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  readonly people: RetroPeople;
  readonly manners: RetroManners;
  /** A sentence if nothing can be posted in a channel, with what to do. Asks Slack: not to be called in a transaction. */
  readonly channelFault: (channelId: string) => Promise<string | undefined>;
  /** These messages, by their keys, are posted anew by whoever shows them next, wherever they stand now. */
  readonly standNowhere: (tx: Tx, keys: readonly string[]) => Promise<void>;
  /** Somebody has done their part of collecting: told in that transaction. */
  readonly finished?:
    | ((tx: Tx, one: { readonly retroId: string; readonly personId: string }) => Promise<void>)
    | undefined;
}
