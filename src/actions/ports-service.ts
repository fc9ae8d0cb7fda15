import type { Measurable, OriginOf, Reading } from '../core/aim.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { ActionViewer } from './rights.ts';

/** Who acts, as far as actions are concerned. */
export interface ActionActor extends ActionViewer {
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  /** What Slack calls the one press, word or form by which they act: it changes one action, once. */
  readonly gesture?: string | undefined;
}

/** Who decides; that takes no more than being in one of the teams. */
export type Decider = Omit<ActionActor, 'isAdmin'>;

/** What actions are to move. */
export interface Figures {
  /** What can be measured, the likeliest to be chosen first. */
  measurable(): readonly Measurable[];
  /** One of them as it is now; of all leads that arrived in the window if `of` is undefined. Undefined for a key that nobody knows. */
  measure(
    read: Db | Tx,
    workspaceId: string,
    asked: {
      /** The key of what can be measured. */
      readonly metric: string;
      readonly window: { readonly from: Instant; readonly until: Instant };
      readonly of: OriginOf | undefined;
    },
  ): Promise<Pick<Reading, 'n' | 'count' | 'median'> | undefined>;
}

export interface ActionsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  readonly people: {
    /** Those of these whom Baton knows, by id. */
    namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
    /** Everybody in either team whose account is active: only they can have something to do. */
    roster(read: Db | Tx, workspaceId: string): Promise<readonly { readonly id: string }[]>;
    /** Ids of a team's managers who are still there. */
    managersOf(read: Db | Tx, workspaceId: string, team: 'sales' | 'marketing'): Promise<readonly string[]>;
    /** What somebody may do at this moment. */
    rightsOf(read: Db | Tx, personId: string): Promise<Omit<ActionViewer, 'id'>>;
    /** Where somebody is, or the office. */
    calendarOf(
      read: Db | Tx,
      workspaceId: string,
      whose: { readonly person: string } | { readonly team: 'sales' | 'marketing' },
    ): Promise<Calendar>;
  };
  /** What can be measured of leads, and what it is now. */
  readonly figures: Figures;
  /** Those of these leads that are still there: "#12 Acme". */
  readonly leadNames: (
    read: Db | Tx,
    leadIds: readonly string[],
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Whether somebody hears of what is theirs to do in a standup. */
  readonly hasStandup: (read: Db | Tx, workspaceId: string, personId: string) => Promise<boolean>;
}
