import type { ActionView } from '../core/action.ts';
import type { Calendar } from '../core/calendar.ts';
import type { LeadFacts } from '../core/conditions.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { SeenVerdict } from '../core/verdict.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { ActivityPromises } from './figures/activity-service.ts';
import type { Lead, LeadEvent } from './lead.ts';
import type { Heir, TurnOutcome } from './offers/offer.ts';
import type { PromiseView } from './promises/promise-view.ts';
import type { TellingDeps } from './telling-service.ts';
import type { Worker } from './transitions.ts';

/** Who acts, as far as leads are concerned. */
export interface LeadActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
  /** What Slack calls the one press, word or form by which they act: it changes one lead, once. */
  readonly gesture?: string | undefined;
}

/** What leads must know about promises. */
export interface LeadPromises extends ActivityPromises {
  clockOfLead(read: Db | Tx, leadId: string): Promise<PromiseView | undefined>;
  /** Announced promises that are late now and are told of each morning, those first that have been longest. */
  lateNow(read: Db | Tx, workspaceId: string): Promise<readonly PromiseOf[]>;
  /** Working time for which a lead can be put off still, and when so much will have passed; undefined where no promise runs. */
  snoozing(
    read: Db | Tx,
    leadId: string,
    now: Instant,
  ): Promise<{ readonly left: Duration; until(duration: Duration): Instant } | undefined>;
  /** When the clocks of a lead stood still, or do. */
  pausesOf(read: Db | Tx, leadId: string): Promise<readonly { readonly from: Instant; readonly until: Instant }[]>;
  /** Two leads become one: the earliest promise that still runs is kept, the other ends without being counted. */
  merge(tx: Tx, leads: { into: string; from: string; round: number; isAnswered: boolean }): Promise<void>;
  /** They are two again, and so are their promises; `isRestored` if nothing has been done meanwhile with the one that stayed. */
  takeApart(tx: Tx, leads: { into: string; from: string; isRestored: boolean }): Promise<void>;
}

/** What the clocks tell of a lead. */
export type LeadNews =
  | { readonly kind: 'warned' | 'resumed' | 'moved'; readonly clock: PromiseOf }
  | { readonly kind: 'late'; readonly clock: PromiseOf; readonly audiences: readonly Audience[] }
  | { readonly kind: 'step'; readonly clock: PromiseOf; readonly audience: Audience; readonly level: number }
  | {
      readonly kind: 'still-late';
      readonly workspaceId: string;
      readonly day: string;
      readonly clocks: readonly PromiseOf[];
    }
  | { readonly kind: 'measured' };

/** Who hears of a promise, one after the other: its owner, the owner with an offer of help, the team, the managers. */
export type Audience = 'owner' | 'hand' | 'team' | 'manager';

type PromiseOf = PromiseView & { readonly leadId: string };

/** Called with each new entry of the journal, in its transaction. Followers only write and enqueue. */
export type Follower = (tx: Tx, event: LeadEvent) => Promise<void>;

/** What leads must know about routing: where one goes, and whose turn it is. */
export interface LeadRouting {
  /** By the rules as they are kept with the settings. */
  place(
    rules: string,
    facts: LeadFacts,
  ): {
    readonly channelId?: string | undefined;
    readonly poolId?: string | undefined;
    /** In which hours its promise counts, if the rule says so. */
    readonly calendar?: Calendar | undefined;
  };
  /** Takes the next turn for a lead of a pool; undefined if the pool is gone. */
  next(
    tx: Tx,
    lead: { readonly id: string; readonly workspaceId: string; readonly poolId: string; readonly round: number },
    now: Instant,
  ): Promise<TurnOutcome | undefined>;
  /** Who has the leads of a pool that nobody else can have; undefined if nobody is there. */
  fallback(read: Db | Tx, lead: { readonly workspaceId: string; readonly poolId: string }): Promise<Heir | undefined>;
  /** How it came to whom a lead was offered, in plain words. */
  why(read: Db | Tx, lead: Pick<Lead, 'id' | 'workspaceId'>): Promise<readonly string[]>;
}

export interface LeadsDeps extends TellingDeps {
  /** Without it every lead is everybody's. */
  readonly routing?: LeadRouting;
  readonly database: Database;
  readonly ids: Ids;
  readonly promises: LeadPromises;
  readonly followers: readonly Follower[];
  /** What was decided about leads of some campaign or source: what is to be done, and what was settled in a window. */
  readonly decided?: (
    read: Db | Tx,
    workspaceId: string,
    window: { readonly from: Instant; readonly until: Instant },
  ) => Promise<readonly ActionView[]>;
  /** What people find of a lead, as far as everybody may see it. Asked for leads of which somebody has judged one in the open. */
  readonly verdictsOf?: (read: Db | Tx, leadId: string) => Promise<readonly SeenVerdict[]>;
  /** Where the card of a lead stands in Slack, once it is there. */
  readonly cardAddress?: (leadId: string) => Promise<string | undefined>;
  /** Where what is told of a campaign stands in Slack, once it is there. Asked for leads of campaigns of which something is told. */
  readonly headsUpAddress?: (headsUpId: string) => Promise<string | undefined>;
  /** Which marketer answers for the campaign of a lead; without it nobody does. */
  readonly answersFor?: (
    read: Db | Tx,
    lead: Pick<Lead, 'workspaceId' | 'fields' | 'receivedAt'>,
  ) => Promise<string | undefined>;
}

/** A lead on its way in. */
export interface Arrival {
  readonly workspaceId: string;
  readonly by: 'form' | 'person' | 'test';
  readonly fields: LeadFields;
  /** What else was sent; kept as it is. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Where its card goes, if not into the workspace's channel. */
  readonly channelId?: string;
  readonly endpointId?: string;
  /** Who typed it. */
  readonly personId?: string;
  /** What makes this arrival one: the view id of a modal. */
  readonly originKey?: string;
}

/** What came of a wish: the lead as it is now, or why not. */
export type Outcome<R> =
  | { readonly kind: 'done'; readonly lead: Lead }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly lead: Lead; readonly why: R };

/** The refusals that only a look at people can tell. */
export type NotSales = { readonly kind: 'not-sales' };
export type NotManager = { readonly kind: 'not-manager' };
export type NotSeller = { readonly kind: 'not-seller' };

/** Managers of sales may take a lead themselves. */
export const sells = (actor: LeadActor): boolean => actor.teams.includes('sales') || actor.manages.includes('sales');

export const workerOf = (actor: LeadActor): Worker => ({
  id: actor.id,
  managesSales: actor.manages.includes('sales'),
});
