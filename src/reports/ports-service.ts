import type { Duration, Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { Side } from '../core/verdict.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { FirstContact, MeasuredAsk, MeasuredLead } from './measuring.ts';
import type { JudgedLead, Window } from './metrics.ts';
import type { Sample } from './pack.ts';
import type { Happened, LateLead, PackMaterial } from './packing.ts';

/** What happened in a window, as some feature tells it. */
type Told<T> = (read: Db | Tx, workspaceId: string, window: Window) => Promise<T>;

/** What reports must know; half-open windows, and nothing of what counts nowhere (1e). */
export interface ReportsDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** The zone of the office, in which a month begins. */
  readonly zone: (read: Db | Tx) => Promise<string>;
  /** The leads that were first judged in a window, as far as everybody may know it. */
  readonly judged: Told<readonly JudgedLead[]>;
  /** The same, with what each team says of them. */
  readonly said: Told<readonly Sample[]>;
  /** The leads that came in a window, with what has been found of each so far. */
  readonly arrived: Told<readonly Omit<StandingLead, 'contact'>[]>;
  /** How the promise of a first contact stands on these leads, in each round that they came to sales. */
  readonly contactsOf: (
    read: Db | Tx,
    leadIds: readonly string[],
  ) => Promise<readonly (FirstContact & { readonly leadId: string; readonly cycle: number })[]>;
  /** The announced promises that became late, by their due times. */
  readonly late: Told<readonly Omit<LateLead, 'source' | 'holder'>[]>;
  /** Who held these leads at these moments, in the same order; null while they were nobody’s, undefined where that isn’t known. */
  readonly ownersAt: (
    read: Db | Tx,
    moments: readonly { readonly leadId: string; readonly at: Instant }[],
  ) => Promise<readonly (string | null | undefined)[]>;
  /** Everybody in either team, with the teams in which they have a part. */
  readonly roster: (
    read: Db | Tx,
    workspaceId: string,
  ) => Promise<readonly { readonly id: string; readonly teams: readonly Side[] }[]>;
  /** The leads that people see in the place of these. */
  readonly seenAs: (
    read: Db | Tx,
    leadIds: readonly string[],
  ) => Promise<
    ReadonlyMap<string, { readonly id: string; readonly source: string | undefined; readonly isCounted: boolean }>
  >;
  readonly rejections: Told<readonly { readonly reason: ReasonKey; readonly at: Instant }[]>;
  readonly moves: Told<Happened['moves']>;
  /** Working time within which sales promises a first contact; undefined without such a promise. */
  readonly target: (read: Db | Tx, workspaceId: string) => Promise<Duration | undefined>;
  /** From `from` (inclusive) to `until` (exclusive), with ages at the end of that. */
  readonly asks: (read: Db | Tx, workspaceId: string, from: Instant, until: Instant) => Promise<PackMaterial['asks']>;
  /** What either team has asked of the other in that time. */
  readonly askedIn: (
    read: Db | Tx,
    workspaceId: string,
    from: Instant,
    until: Instant,
  ) => Promise<readonly MeasuredAsk[]>;
}

/** A lead with its id. */
export interface StandingLead extends MeasuredLead {
  readonly leadId: string;
}
