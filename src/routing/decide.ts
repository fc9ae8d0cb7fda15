import type { Duration, Instant } from '../core/instants.ts';

/** One person of a pool, as things are when a turn is decided. */
export interface Candidate {
  readonly personId: string;
  /** How many turns this person gets where somebody of weight 1 gets one; at least 1. */
  readonly weight: number;
  /** What is owed to them, in shares of turns. */
  readonly credit: number;
  /** Leads that they work on or are offered. */
  readonly open: number;
  readonly mostOpen?: number | undefined;
  /** Leads that were offered to them since midnight where they are, without those that they gave back. */
  readonly today: number;
  readonly mostADay?: number | undefined;
  readonly presence: Presence;
  /** This lead has been offered to them before. */
  readonly isAsked: boolean;
}

export type Presence =
  | { readonly kind: 'on-shift' }
  /** `waits`: working time of the pool until their hours begin. */
  | { readonly kind: 'off-shift'; readonly from: Instant; readonly waits: Duration }
  /** Away or without hours; `from` when they are at work again, if that is known. */
  | { readonly kind: 'away'; readonly from?: Instant | undefined; readonly waits?: Duration | undefined }
  /** No longer a colleague who sells: deactivated, or out of the team. */
  | { readonly kind: 'gone' };

/** Why somebody's turn was not theirs. */
export type Skip =
  | { readonly kind: 'asked' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'away'; readonly from?: Instant | undefined }
  | { readonly kind: 'off-shift'; readonly from: Instant }
  | { readonly kind: 'most-open'; readonly open: number; readonly most: number }
  | { readonly kind: 'most-a-day'; readonly today: number; readonly most: number };

/** A pool on the way of a lead. */
export interface PoolAtTurn {
  readonly poolId: string;
  readonly timeout: Duration;
  readonly candidates: readonly Candidate[];
}

/** What becomes of a lead. `poolId` is the pool that decided. */
export type Choice =
  | { readonly kind: 'offer'; readonly to: string; readonly poolId: string }
  /** Somebody's hours begin before more working time has passed than an offer may take. */
  | { readonly kind: 'wait'; readonly until: Instant; readonly poolId: string }
  /** Nobody of any pool is left: the named fallback gets it. */
  | { readonly kind: 'give'; readonly to: string; readonly poolId: string }
  /** Not even a fallback is there: it is for everybody. */
  | { readonly kind: 'open'; readonly poolId: string };

/** How one pool looked at the turn: in the order in which it would have been theirs. */
export interface Look {
  readonly poolId: string;
  /** Those who were passed over although it was their turn, in order. */
  readonly skipped: readonly { readonly personId: string; readonly why: Skip }[];
  /** What is owed after the turn to those who are at work; to the others as much as before. */
  readonly credits: ReadonlyMap<string, number>;
}

export interface Decided {
  readonly choice: Choice;
  readonly looks: readonly Look[];
}

/**
 * Whose turn a lead is. Pools are asked in order; in each, smooth weighted round robin among those who can take it: everybody who
 * can is owed their weight, whoever is owed most gets it and owes the sum of the weights. Weights 2, 1, 1 make A B C A (nginx,
 * `ngx_http_upstream_get_peer`; leads.md 3). Of those who are owed the same the one with the fewest open leads gets it, then who
 * stands first. `last` are those who can be the fallback, in order. The same input always decides the same.
 */
export function decide(chain: readonly PoolAtTurn[], last: readonly string[]): Decided {
  const looks: Look[] = [];
  for (const pool of chain) {
    const { choice, look } = within(pool);
    looks.push(look);
    if (choice !== undefined) return { choice, looks };
  }
  const poolId = chain.at(-1)?.poolId ?? '';
  const [to] = last;
  return { choice: to === undefined ? { kind: 'open', poolId } : { kind: 'give', to, poolId }, looks };
}

/** What this pool makes of it; no choice if the next one is to be asked. */
function within({ poolId, timeout, candidates }: PoolAtTurn): { choice: Choice | undefined; look: Look } {
  const passedOver: { readonly candidate: Candidate; readonly place: number; readonly why: Skip }[] = [];
  const sharing: Candidate[] = [];
  let total = 0;
  let best: { readonly candidate: Candidate; readonly place: number } | undefined;
  for (const [place, candidate] of candidates.entries()) {
    const why = objection(candidate);
    if (why !== undefined) passedOver.push({ candidate, place, why });
    // Who has been asked for this lead is at work like the others: the turn that goes past them counts for them as well.
    const shares = why === undefined || (why.kind === 'asked' && candidate.presence.kind === 'on-shift');
    if (!shares) continue;
    sharing.push(candidate);
    total += candidate.weight;
    if (why !== undefined) continue;
    if (best === undefined || order(candidate, best.candidate) < 0) best = { candidate, place };
  }
  const chosen = best;
  const isInFront = ({ candidate, place }: { candidate: Candidate; place: number }): boolean =>
    chosen === undefined || (owed(chosen.candidate) - owed(candidate) || place - chosen.place) < 0;
  const skipped = passedOver
    .filter(isInFront)
    .toSorted((one, other) => owed(other.candidate) - owed(one.candidate) || one.place - other.place)
    .map(({ candidate: { personId }, why }) => ({ personId, why }));
  if (chosen === undefined) {
    const until = earliest(candidates, timeout);
    const choice = until === undefined ? undefined : ({ kind: 'wait', until, poolId } as const);
    return { choice, look: { poolId, skipped, credits: new Map() } };
  }
  const { personId: to } = chosen.candidate;
  const credits = new Map(
    sharing.map(({ personId, credit, weight }) => [personId, credit + weight - (personId === to ? total : 0)]),
  );
  return { choice: { kind: 'offer', to, poolId }, look: { poolId, skipped, credits } };
}

/** Why this person can't take it now, whatever is owed to them. */
function objection(candidate: Candidate): Skip | undefined {
  const { presence, open, mostOpen, today, mostADay } = candidate;
  if (presence.kind === 'gone') return { kind: 'gone' };
  if (candidate.isAsked) return { kind: 'asked' };
  if (presence.kind === 'away') return { kind: 'away', from: presence.from };
  const cap = capOf({ open, mostOpen, today, mostADay });
  if (cap !== undefined) return cap;
  return presence.kind === 'off-shift' ? { kind: 'off-shift', from: presence.from } : undefined;
}

function capOf({
  open,
  mostOpen,
  today,
  mostADay,
}: Pick<Candidate, 'open' | 'mostOpen' | 'today' | 'mostADay'>): Skip | undefined {
  if (mostOpen !== undefined && open >= mostOpen) return { kind: 'most-open', open, most: mostOpen };
  if (mostADay !== undefined && today >= mostADay) return { kind: 'most-a-day', today, most: mostADay };
  return undefined;
}

/** When somebody who could take it comes to work, if that is soon enough; a new day begins with it, so only open leads count. */
function earliest(candidates: readonly Candidate[], timeout: Duration): Instant | undefined {
  let first: Instant | undefined;
  for (const { presence, isAsked, open, mostOpen } of candidates) {
    if (presence.kind !== 'off-shift' && presence.kind !== 'away') continue;
    const { from, waits } = presence;
    if (isAsked || from === undefined || waits === undefined || waits > timeout) continue;
    if (mostOpen !== undefined && open >= mostOpen) continue;
    if (first === undefined || from < first) first = from;
  }
  return first;
}

/** Negative if it is rather `one`'s turn than `other`'s, 0 if only their places decide. */
const order = (one: Candidate, other: Candidate): number => owed(other) - owed(one) || one.open - other.open;

/** What is owed to somebody as a turn begins. */
const owed = ({ credit, weight }: Candidate): number => credit + weight;
