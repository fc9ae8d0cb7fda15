import type { Action, ActionKind, ActionView } from '../core/action.ts';
import type { Aim } from '../core/aim.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Stage } from '../core/lead-stages.ts';
import type { LeadStory } from '../core/lead-story.ts';
import type { Notice } from '../core/notice.ts';
import type { PersonDays } from '../core/person-days.ts';
import type { LeadToJudge, RateableLead } from '../core/rateable-lead.ts';
import type { Judgement, Side, VerdictKind } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { DrawFilter } from './planning/draw.ts';
import type { Attendance } from './thread/waiting.ts';

export type { LeadToJudge, RateableLead } from '../core/rateable-lead.ts';

/** Who acts, as far as reviews are concerned. */
export interface ReviewActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
  /** What Slack calls the one press, word or form by which they act: it says one thing, once. */
  readonly gesture?: string | undefined;
}

/** The same for what only managers and admins may do. */
export interface ManagingActor extends ReviewActor {
  readonly isAdmin: boolean;
}

/** The same where only the two teams are meant. */
export interface AskingActor extends ReviewActor {
  readonly teams: readonly Side[];
  readonly manages: readonly Side[];
}

/** What goes into a lead's journal once it may be seen. */
export type Said = ({ readonly kind: 'rated'; readonly side: Side } & Judgement) | { readonly kind: 'rating-undone' };

/** Somebody who judges in a review, now. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}

/** What reviews must know of people. */
export interface ReviewPeople {
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  /** Who of these can be waited for: `gone` has left Slack or both teams, or is a guest by now. */
  attendance(read: Db | Tx, personIds: readonly string[], at: Instant): Promise<ReadonlyMap<string, Attendance>>;
  person(personId: string): Promise<Colleague | undefined>;
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
export interface ReviewManners {
  reserve(tx: Tx, message: { readonly key: string; readonly personId: string }): Promise<boolean>;
  release(tx: Tx, key: string): Promise<void>;
  nextRation(read: Db | Tx, personId: string): Promise<Instant>;
}

type NotFound = { readonly kind: 'not-found' };
export type Rated<R> =
  | { readonly kind: 'done'; readonly lead: RateableLead }
  | NotFound
  | { readonly kind: 'refused'; readonly lead: RateableLead; readonly why: R };

/** What reviews must know of leads. */
export interface ReviewLeads {
  /** Writes into a lead's journal what `decide` finds once nobody else can change the lead, and what `also` writes with it. */
  rate<R>(
    actor: ReviewActor,
    leadId: string,
    decide: (tx: Tx, lead: RateableLead) => Promise<{ readonly say: Said } | { readonly refuse: R }>,
    also: (tx: Tx, lead: RateableLead) => Promise<void>,
  ): Promise<Rated<R>>;
  /** A lead of this workspace by its id; ids come back from Slack and may be anybody's. */
  toRate(workspaceId: string, leadId: string, read?: Db | Tx): Promise<RateableLead | undefined>;
  /** The same with what somebody must know of it. */
  toJudge(workspaceId: string, leadId: string): Promise<LeadToJudge | undefined>;
  /** Writes once into a lead's journal what a review, `id`, has found of it. */
  reviewed(
    workspaceId: string,
    leadId: string,
    found: { readonly id: string; readonly review: number } & Readonly<Record<VerdictKind, number>>,
  ): Promise<boolean>;
  /** The leads that people see in the place of these, by the ids of these: what was merged is part of another one. */
  seenAs(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, RateableLead>>;
  /** The ids of all leads that are one with this one, itself among them. */
  familyOf(read: Db | Tx, leadId: string): Promise<readonly string[]>;
  /** Where new leads go; undefined before the set-up. */
  channelOf(read: Db | Tx, workspaceId: string): Promise<string | undefined>;
  /** How it went with a lead, as its channel may read it. */
  storyOf(read: Db | Tx, workspaceId: string, leadId: string): Promise<LeadStory | undefined>;
  readonly activity: {
    /** What counts of the leads that came in a half-open window. */
    arrivals(
      read: Db | Tx,
      workspaceId: string,
      window: { readonly from: Instant; readonly until: Instant },
    ): Promise<
      readonly {
        readonly id: string;
        readonly receivedAt: Instant;
        readonly stage: Stage;
        readonly fields: Pick<LeadFields, 'source' | 'campaign' | 'persona'>;
      }[]
    >;
  };
  /** What somebody has written about a lead, without what identifies its person. */
  maskingOf(read: Db | Tx, leadId: string): Promise<(words: string) => string>;
  /** Those of these of which somebody questions why they were given up, and nobody has settled that. */
  questionedAmong(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Leads to draw a sample from: those that came in a window, or to which something happened in it, as far as they can be judged. */
  toDrawFrom(
    read: Db | Tx,
    workspaceId: string,
    window: { readonly from: Instant; readonly until: Instant },
    filter: Omit<DrawFilter, 'numbers' | 'leftOut'>,
  ): Promise<readonly DrawableLead[]>;
  /** Those with these numbers that can be judged. */
  toDrawByNumber(read: Db | Tx, workspaceId: string, numbers: readonly number[]): Promise<readonly DrawableLead[]>;
}

/** A lead by what a sample is made of. */
export interface DrawableLead {
  readonly id: string;
  readonly number: number;
  readonly stage: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  /** Who has it, or had it last. */
  readonly rep: string | undefined;
  readonly isQuestioned: boolean;
  readonly cameBack: boolean;
  readonly receivedAt: Instant;
  readonly isContacted: boolean;
}

/** An entry of a lead's journal. */
export interface LeadEntry {
  readonly leadId: string;
  readonly workspaceId: string;
  readonly seq: number;
  readonly kind: string;
  readonly by: string | undefined;
  readonly at: Instant;
  /** Its kind, and what else is known of it. */
  readonly change: object;
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
  /** What it is to move. */
  readonly aim: Aim | undefined;
  /** One form makes one decision. */
  readonly madeFrom: string;
}

export type DecisionRefusal = {
  readonly kind: 'not-in-teams' | 'owner-not-in-teams' | 'day-is-over' | 'day-is-far';
};

/** What reviews must know of decisions. */
export interface ReviewDecisions {
  make(
    tx: Tx,
    actor: ReviewActor,
    draft: DecisionDraft,
  ): Promise<
    { readonly kind: 'made'; readonly view: ActionView } | { readonly kind: 'refused'; readonly why: DecisionRefusal }
  >;
  /** Why it would be refused. */
  objection(tx: Tx, actor: ReviewActor, draft: DecisionDraft): Promise<DecisionRefusal | undefined>;
  /** What a form has made already. */
  knownFrom(tx: Tx, workspaceId: string, madeFrom: string): Promise<ActionView | undefined>;
  find(read: Db | Tx, id: string): Promise<Action | undefined>;
  /** Measures what a form says that a decision is to move, about leads of this origin; undefined if it says nothing. */
  aimChosen(
    workspaceId: string,
    choice: {
      readonly chosen: string | undefined;
      readonly source: string | undefined;
      readonly campaign: string | undefined;
    },
  ): Promise<Aim | undefined>;
  /** What was decided in these places, in the order in which it was. */
  madeIn(read: Db | Tx, origins: readonly string[]): Promise<readonly ActionView[]>;
}

export interface ReviewsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue' | 'enqueueAll'>;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
  readonly leads: ReviewLeads;
  readonly decisions: ReviewDecisions;
  /** How many of the leads of a source or campaign that arrived in a window are no fit; METRICS of src/reports. */
  readonly noFit: (
    read: Db | Tx,
    workspaceId: string,
    asked: {
      readonly window: { readonly from: Instant; readonly until: Instant };
      readonly of: { readonly by: 'source' | 'campaign'; readonly origin: string };
    },
  ) => Promise<{ readonly metric: { readonly name: string }; readonly n: number; readonly count: number }>;
  /** A sentence if nothing can be posted in a channel, with what to do. */
  readonly channelFault?: (channelId: string) => Promise<string | undefined>;
  /** These messages, by their keys, are posted anew by whoever shows them next, wherever they stand now. */
  readonly standNowhere: (tx: Tx, keys: readonly string[]) => Promise<void>;
  readonly promises: {
    /** Those of these leads whose promise of a first contact was broken. */
    brokenAmong(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlySet<string>>;
  };
  readonly people: ReviewPeople;
  readonly manners: ReviewManners;
  /** Somebody has judged the last lead of a review: told in that transaction. */
  readonly finished?:
    | ((tx: Tx, one: { readonly reviewId: string; readonly personId: string }) => Promise<void>)
    | undefined;
  /** Asks the other team for something, about a lead; what was asked from one window is one ask. */
  readonly ask: (
    actor: AskingActor,
    ask: { readonly to: Side; readonly lead: number; readonly text: string; readonly madeBy: string },
  ) => Promise<
    | { readonly kind: 'asked'; readonly view: { readonly ask: { readonly number: number } } }
    | { readonly kind: 'refused' }
  >;
}
