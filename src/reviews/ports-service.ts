import type { Instant } from '../core/instants.ts';
import type { Judgement, Side } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';

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

/** The same where only the two teams are meant. */
export interface AskingActor extends ReviewActor {
  readonly teams: readonly Side[];
  readonly manages: readonly Side[];
}

/** A lead, as those who judge it see it. */
export interface RateableLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly company: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly isOpen: boolean;
  /** Nothing is counted of a test, nor of what was never a lead of its own. */
  readonly isCounted: boolean;
}

/** What goes into a lead's journal once it may be seen. */
export type Said = ({ readonly kind: 'rated'; readonly side: Side } & Judgement) | { readonly kind: 'rating-undone' };

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
  toRate(workspaceId: string, leadId: string): Promise<RateableLead | undefined>;
  /** The leads that people see in the place of these, by the ids of these: what was merged is part of another one. */
  seenAs(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, RateableLead>>;
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

export interface ReviewsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly leads: ReviewLeads;
  readonly people: {
    /** Those of these who are still there. */
    present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  };
  /** Asks the other team for something, about a lead; what was asked from one window is one ask. */
  readonly ask: (
    actor: AskingActor,
    ask: { readonly to: Side; readonly lead: number; readonly text: string; readonly madeBy: string },
  ) => Promise<
    | { readonly kind: 'asked'; readonly view: { readonly ask: { readonly number: number } } }
    | { readonly kind: 'refused' }
  >;
}
