import type { Calendar } from '../core/calendar.ts';
import type { LeadFacts } from '../core/conditions.ts';
import type { Instant } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';

/** Who sets routing up, or asks about it. */
export interface RoutingActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly isAdmin: boolean;
}

/** Whether somebody can take a lead now, and if not, when. */
export interface PresenceNow {
  readonly kind: 'on-shift' | 'off-shift' | 'away' | 'gone';
  /** When their hours begin next, if they are not on shift. */
  readonly from: Instant | undefined;
  /** When the present day began where they are. */
  readonly midnight: Instant;
}

/** What routing must know about people. */
export interface RoutingPeople {
  presencesOf(read: Db | Tx, personIds: readonly string[], at: Instant): Promise<ReadonlyMap<string, PresenceNow>>;
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  managersOf(read: Db | Tx, workspaceId: string, team: 'sales'): Promise<readonly string[]>;
  adminsToTell(read: Db | Tx): Promise<readonly string[]>;
  /** Whether this person sells: only they can hold a lead. */
  sells(read: Db | Tx, personId: string): Promise<boolean>;
  namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface RoutingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly people: RoutingPeople;
  /** The hours in which sales keeps its promise. */
  readonly office: (read: Db | Tx, workspaceId: string) => Promise<Calendar | undefined>;
  /** How many leads each of these works on or is offered; who isn't named has none. */
  readonly loadOf: (read: Db | Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** What rules can ask about a lead, by what people call it; undefined if there is none. */
  readonly factsOf: (workspaceId: string, reference: string) => Promise<LeadFacts | undefined>;
  /** The rules of a workspace as they are kept; undefined if there are none. */
  readonly rules: {
    read(db: Db | Tx, workspaceId: string): Promise<string | undefined>;
    /** False if they are no longer as `before`. */
    write(tx: Tx, workspaceId: string, before: string | undefined, after: string | undefined): Promise<boolean>;
  };
}

/** A lead whose turn is to be decided. */
export interface RoutedLead {
  readonly id: string;
  readonly workspaceId: string;
  readonly poolId: string;
  readonly round: number;
}
