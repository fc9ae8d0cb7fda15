import type { Calendar } from '../core/calendar.ts';
import type { LeadFacts } from '../core/conditions.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { FirstContact, Rejection } from './figures.ts';
import type { ArrivedLead } from './gaps.ts';
import type { Window } from './gaps-store.ts';

export type Team = 'sales' | 'marketing';

/** Who acts, as far as agreements are concerned. */
export interface AgreementActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

/** What agreements must know about people. */
export interface AgreementPeople {
  /** The hours of the office. */
  calendarOf(read: Db | Tx, workspaceId: string, whose: { readonly team: Team }): Promise<Calendar>;
  /** Ids of a team's managers who are still there. */
  managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  /** Why one of these can't be in a team; undefined if all can. */
  unfit(personIds: readonly string[]): Promise<string | undefined>;
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  /** Names of those of these who are known. */
  namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ids of those who take part in a team's work. */
  members(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
}

/** What agreements must know about leads. */
export interface AgreementLeads {
  rules(read: Db | Tx, workspaceId: string): Promise<LeadRules>;
  changeRules(tx: Tx, workspaceId: string, change: (rules: LeadRules) => LeadRules): Promise<void>;
  /** What is asked for has changed: leads that are held back are looked at anew. */
  lookAtAllHeld(tx: Tx, workspaceId: string): Promise<void>;
  /** What rules may ask about a lead. */
  factsOf(read: Db | Tx, leadId: string): Promise<LeadFacts>;
  /** Those that arrived in a half-open window, as they are now, without what counts nowhere. */
  arrivals(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly ArrivedLead[]>;
  /** What was given up in a half-open window, without what counts nowhere. */
  rejections(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly RejectionFact[]>;
  /** Where the cards are posted; undefined before the set-up. */
  channelOf(read: Db | Tx, workspaceId: string): Promise<string | undefined>;
}

export interface RejectionFact extends Rejection {
  readonly at: Instant;
}

/** What agreements must know about the promise of sales. */
export interface SalesPromise {
  /** Working time within which a first contact is promised; undefined without such a promise. */
  target(read: Db | Tx, workspaceId: string): Promise<Duration | undefined>;
  /** How it stands on each of these leads. */
  contactsOf(read: Db | Tx, leadIds: readonly string[]): Promise<readonly FirstContact[]>;
}

export interface AgreementsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly people: AgreementPeople;
  readonly leads: AgreementLeads;
  readonly sales: SalesPromise;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
}
