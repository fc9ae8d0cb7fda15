import type { ActionKind, ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import type { Calendar } from '../core/opening-hours.ts';
import type { ScheduledRitual, Schedules } from '../core/scheduled.ts';
import type { Side } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids, Random } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { AgendaSection } from './agenda.ts';
import type { MeetingDate } from './meeting-ritual.ts';

/** Who acts, as far as meetings are concerned. */
export interface MeetingActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly ('sales' | 'marketing')[];
  readonly manages: readonly ('sales' | 'marketing')[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act. */
  readonly gesture?: string | undefined;
}

/** A decision on its way in. */
export interface DecisionDraft {
  readonly kind: ActionKind;
  readonly text: string;
  readonly owner: string | undefined;
  readonly dueOn: string;
  readonly origin: string | undefined;
  readonly leadId: string | undefined;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  /** One form makes one decision. */
  readonly madeFrom: string;
  /** Somebody of the other team says first whether they do it. */
  readonly asksConsent: true;
}

export type DecisionRefusal =
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'owner-not-in-teams' }
  | { readonly kind: 'day-is-over' }
  | { readonly kind: 'day-is-far' };

/** What meetings must know of decisions. */
export interface MeetingDecisions {
  make(
    tx: Tx,
    actor: MeetingActor,
    draft: DecisionDraft,
  ): Promise<
    { readonly kind: 'made'; readonly view: ActionView } | { readonly kind: 'refused'; readonly why: DecisionRefusal }
  >;
  /** Why it would be refused. */
  objection(tx: Tx, actor: MeetingActor, draft: DecisionDraft): Promise<DecisionRefusal | undefined>;
  /** What a form has made already. */
  knownFrom(tx: Tx, workspaceId: string, madeFrom: string): Promise<ActionView | undefined>;
  /** What was decided in these places, in the order in which it was. */
  madeIn(read: Db | Tx, origins: readonly string[]): Promise<readonly ActionView[]>;
}

/** What meetings must know of the engine that keeps the time. */
export interface MeetingRituals {
  find(read: Db | Tx, id: string): Promise<ScheduledRitual | undefined>;
  list(read: Db | Tx, workspaceId: string, kind: string): Promise<readonly ScheduledRitual[]>;
  mayManage(actor: MeetingActor, ritual: ScheduledRitual): boolean;
  occurrence(
    read: Db | Tx,
    id: string,
  ): Promise<{ readonly ritual: ScheduledRitual; readonly occurrence: MeetingDate } | undefined>;
  /** Slack refuses the channel: its owners hear of it once (PPL-4). */
  channelTrouble(tx: Tx, ritualId: string, code: string): Promise<void>;
}

/** What an agenda is made of. */
export interface AgendaWish {
  readonly workspaceId: string;
  readonly period: { readonly from: Instant; readonly until: Instant };
  /** Of the monthly one: since the last one, with the agenda of that. */
  readonly monthly: { readonly from: Instant; readonly before: readonly AgendaSection[] | undefined } | undefined;
  readonly zone: string;
}

export interface MeetingsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly rituals: MeetingRituals;
  readonly schedules: Schedules<MeetingActor>;
  readonly decisions: MeetingDecisions;
  readonly people: {
    /** The zone in which the company counts. */
    officeZone(read: Db | Tx): Promise<string>;
    calendarOf(read: Db | Tx, workspaceId: string, whose: { readonly team: 'sales' }): Promise<Calendar>;
    namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
    /** Ids of those who take part in a team's work. */
    members(read: Db | Tx, workspaceId: string, team: Side): Promise<readonly string[]>;
  };
  /** What the two teams have agreed on about every lead. */
  readonly rules: {
    read(read: Db | Tx, workspaceId: string): Promise<LeadRules>;
    change(tx: Tx, workspaceId: string, change: (rules: LeadRules) => LeadRules): Promise<void>;
  };
  /** The figures of a period, said in plain sentences; nothing of a lead's person. */
  readonly figures: (read: Db, wish: AgendaWish) => Promise<readonly AgendaSection[]>;
  /** Something has changed that stands on the Homes of both teams. */
  readonly onHome: (tx: Tx, workspaceId: string) => Promise<void>;
}

/** Whoever works in one of the teams decides. */
export const mayDecide = ({ teams, manages }: { teams: readonly string[]; manages: readonly string[] }): boolean =>
  teams.length > 0 || manages.length > 0;
