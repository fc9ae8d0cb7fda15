import { type Duration, type Instant, SECOND } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { LeadChange } from './change.ts';
import {
  type ContactKind,
  isOpen,
  type Lead,
  type LeadEvent,
  type Offer,
  type Ownership,
  type Progress,
  type Sameness,
  type Stage,
} from './lead.ts';

/** What of a lead its changes change. */
export interface Standing extends Progress {
  readonly owner: Ownership | undefined;
  readonly round: number;
  readonly poolId?: string | undefined;
  readonly offer?: Offer | undefined;
  readonly heldUntil?: Instant | undefined;
}

/** What a change writes: the entry of the journal, and the lead as it stands afterwards. */
export interface Transition extends Standing {
  readonly change: LeadChange;
  readonly by: string | undefined;
  /** What is known of the prospect, where the change adds to it or takes it away. */
  readonly fields?: LeadFields;
  /** What of this the change says anew. */
  readonly sameness?: Sameness;
}

/** Who wants to do something with a lead. */
export interface Worker {
  readonly id: string;
  readonly managesSales: boolean;
}

/** What came of a wish: a transition to write, or an outcome for the person. */
export type Decision<Refusal> =
  | { readonly kind: 'move'; readonly to: Transition }
  | { readonly kind: 'refuse'; readonly why: Refusal };

export type ClaimRefusal =
  | { readonly kind: 'already-yours' }
  | { readonly kind: 'taken'; readonly by: string; readonly since: Instant }
  | Closed;

/** Nobody works on it any more. */
export type Closed = { readonly kind: 'closed'; readonly stage: Stage };

/** A claim makes a free lead somebody's and moves new to accepted; the winner's second click finds it already theirs. */
export function claim(lead: Lead, by: string, now: Instant): Decision<ClaimRefusal> {
  if (lead.owner?.personId === by) return refuse({ kind: 'already-yours' });
  if (lead.owner !== undefined) return refuse({ kind: 'taken', by: lead.owner.personId, since: lead.owner.since });
  if (!isOpen(lead)) return refuse({ kind: 'closed', stage: lead.stage });
  return move(lead, { kind: 'claimed' }, by, { stage: accepted(lead.stage), owner: ownedNow(lead, by, now) });
}

export type AssignRefusal = { readonly kind: 'already-theirs' };

/** A manager hands a lead to somebody, or a mapped owner gets it on arrival (`by` is undefined then). */
export function assign(lead: Lead, to: string, by: string | undefined, now: Instant): Decision<AssignRefusal> {
  if (lead.owner?.personId === to) return refuse({ kind: 'already-theirs' });
  return move(lead, { kind: 'assigned', to, from: lead.owner?.personId }, by, {
    stage: accepted(lead.stage),
    owner: ownedNow(lead, to, now),
  });
}

export type ReleaseRefusal =
  | { readonly kind: 'free-already' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'reason-needed' }
  | Closed;

/**
 * Gives a lead back. Within `freeFor` of the claim it needs no reason; afterwards the next one should know why.
 * The stage goes back to new unless somebody has been contacted; the first-touch clock is not concerned.
 */
export function release(
  lead: Lead,
  by: Worker,
  reason: string | undefined,
  now: Instant,
  freeFor: Duration,
): Decision<ReleaseRefusal> {
  const { owner } = lead;
  if (owner === undefined) return refuse({ kind: 'free-already' });
  if (owner.personId !== by.id && !by.managesSales) return refuse({ kind: 'not-yours', owner: owner.personId });
  if (!isOpen(lead)) return refuse({ kind: 'closed', stage: lead.stage });
  if (reason === undefined && now - owner.since > freeFor) return refuse({ kind: 'reason-needed' });
  const released = {
    kind: 'released',
    from: owner.personId,
    since: owner.since,
    stageBefore: lead.stage,
    reason,
  } as const;
  return move(lead, released, by.id, { stage: lead.stage === 'accepted' ? 'new' : lead.stage, owner: undefined });
}

export type UndoRefusal =
  | { readonly kind: 'too-late' }
  | { readonly kind: 'taken'; readonly by: string; readonly since: Instant };

/** Takes one's own release back: within `freeFor`, and only while nothing else has happened to the lead. */
export function undoRelease(
  lead: Lead,
  released: LeadEvent,
  by: string,
  now: Instant,
  freeFor: Duration,
): Decision<UndoRefusal> {
  if (lead.owner !== undefined) return refuse({ kind: 'taken', by: lead.owner.personId, since: lead.owner.since });
  const { change } = released;
  if (change.kind !== 'released' || released.by !== by) return refuse({ kind: 'too-late' });
  if (released.seq !== lead.lastEvent || now - released.at > freeFor) return refuse({ kind: 'too-late' });
  return move(lead, { kind: 'release-undone', to: change.from }, by, {
    stage: change.stageBefore,
    owner: { personId: change.from, since: change.since, event: lead.lastEvent + 1 },
  });
}

export type ContactRefusal =
  | { readonly kind: 'not-claimed' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'noted-already' };

/** Two presses of one button in so short a time were meant as one. */
const DOUBLE_CLICK: Duration = 5 * SECOND;

/**
 * Any contact keeps the promise; only Reached and Met mean that the prospect has been spoken to. `latest` is the newest
 * entry of the lead's journal: a double click notes one contact.
 */
export function contact(
  lead: Lead,
  latest: LeadEvent | undefined,
  by: Worker,
  how: ContactKind,
  now: Instant,
): Decision<ContactRefusal> {
  if (lead.owner === undefined) return refuse({ kind: 'not-claimed' });
  if (lead.owner.personId !== by.id && !by.managesSales) {
    return refuse({ kind: 'not-yours', owner: lead.owner.personId });
  }
  const isRepeat = latest?.change.kind === 'contacted' && latest.change.how === how && latest.by === by.id;
  if (isRepeat && now - latest.at < DOUBLE_CLICK) return refuse({ kind: 'noted-already' });
  const isSpokenTo = how === 'reached' || how === 'met';
  const isEarly = lead.stage === 'new' || lead.stage === 'accepted';
  return move(lead, { kind: 'contacted', how }, by.id, {
    stage: isSpokenTo && isEarly ? 'contacted' : lead.stage,
    firstContactAt: lead.firstContactAt ?? now,
  });
}

export const refuse = <R>(why: R): Decision<R> => ({ kind: 'refuse', why });

/** What isn't named in `to` stays as it is. */
export function move<R>(
  lead: Lead,
  change: LeadChange,
  by: string | undefined,
  to: Partial<Omit<Transition, 'change' | 'by'>>,
): Decision<R> {
  const { stage, owner, firstContactAt, round, reason, returnsAt, value, poolId, heldUntil } = lead;
  const before = {
    stage,
    owner,
    firstContactAt,
    round,
    reason,
    returnsAt,
    value,
    poolId,
    heldUntil,
    offer: lead.offer,
  };
  const after = { ...before, ...to, change, by };
  // What somebody has, or nobody works on, is offered to nobody.
  const isFree = after.owner === undefined && isOpen(after);
  return { kind: 'move', to: isFree ? after : { ...after, offer: undefined } };
}

const accepted = (stage: Stage): Stage => (stage === 'new' ? 'accepted' : stage);

export const ownedNow = (lead: Lead, personId: string, now: Instant): Ownership => ({
  personId,
  since: now,
  event: lead.lastEvent + 1,
});
