import type { Instant } from '../../core/instants.ts';
import type { Lead, Ownership } from '../lead.ts';
import { isOpen } from '../lead.ts';
import { type Decision, move, ownedNow, refuse, type Worker } from '../transitions.ts';

/** Where a choice about a lead was made: the pool, by id and by name, and the turn in the ledger that says why. */
export interface TurnTaken {
  readonly poolId: string;
  readonly pool: string;
  readonly turn: number;
}

/** What happens to a lead whose turn is being found. */
export type OfferChange =
  | ({ readonly kind: 'offered'; readonly to: string; readonly until: Instant } & TurnTaken)
  /** Whom it was offered to does not take it. */
  | { readonly kind: 'passed'; readonly from: string; readonly reason: string | undefined }
  /** The time was up. */
  | { readonly kind: 'lapsed'; readonly from: string }
  /** Nobody of the pool is at work before `until`. */
  | ({ readonly kind: 'queued'; readonly until: Instant } & TurnTaken)
  /** Neither anybody of the pool nor a fallback is there: it is everybody's. */
  | ({ readonly kind: 'opened' } & Partial<TurnTaken>);

/** What a turn has come to. */
export type TurnOutcome = {
  readonly kind: 'offer' | 'wait' | 'give' | 'open';
  readonly to: string | undefined;
  readonly until: Instant | undefined;
} & TurnTaken;

/** Why this person can't have a lead that is offered to somebody. */
export interface Offered {
  readonly kind: 'offered';
  readonly to: string;
  readonly until: Instant;
}

/** While a lead is offered, only whom it is offered to can claim it; and the managers of sales, who can give it to anybody. */
export function offerObjection({ offer }: Lead, by: Worker): Offered | undefined {
  if (offer === undefined || offer.personId === by.id || by.managesSales) return undefined;
  return { kind: 'offered', to: offer.personId, until: offer.until };
}

/** Whether it is to be found out whose turn it is, or whether an offer is under way. */
export const isRouted = (lead: Lead): boolean =>
  lead.poolId !== undefined && lead.owner === undefined && lead.heldUntil === undefined && isOpen(lead);

/** What a turn makes of a free lead. */
export function takeTurn(lead: Lead, outcome: TurnOutcome | undefined, now: Instant): Decision<never> {
  if (outcome === undefined) return move(lead, { kind: 'opened' }, undefined, OUT_OF_POOL);
  const { kind, to, until, poolId, pool, turn } = outcome;
  const taken = { poolId, pool, turn };
  if (kind === 'offer' && to !== undefined && until !== undefined) {
    const offer = { personId: to, until, event: lead.lastEvent + 1 };
    return move(lead, { kind: 'offered', to, until, ...taken }, undefined, { offer });
  }
  if (kind === 'wait' && until !== undefined)
    return move(lead, { kind: 'queued', until, ...taken }, undefined, { offer: undefined });
  if (kind === 'give' && to !== undefined) return give(lead, to, now, taken);
  return move(lead, { kind: 'opened', ...taken }, undefined, OUT_OF_POOL);
}

/** The fallback gets it, without being asked. */
function give(lead: Lead, to: string, now: Instant, taken: TurnTaken): Decision<never> {
  const owner: Ownership = ownedNow(lead, to, now);
  const stage = lead.stage === 'new' ? 'accepted' : lead.stage;
  return move(lead, { kind: 'assigned', to, from: undefined, ...taken }, undefined, { stage, owner });
}

/** Whom a lead goes to whose owner has gone. */
export interface Heir extends Pick<TurnTaken, 'poolId' | 'pool'> {
  readonly to: string;
}

/** The fallback has it in the place of an owner who has gone; how far it has come stays as it is. */
export function inherit(lead: Lead, { to, poolId, pool }: Heir, now: Instant): Decision<never> {
  const change = { kind: 'assigned', to, from: lead.owner?.personId, poolId, pool } as const;
  return move(lead, change, undefined, { owner: ownedNow(lead, to, now) });
}

const OUT_OF_POOL = { offer: undefined, poolId: undefined } as const;

export type PassRefusal =
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'already-yours' }
  | { readonly kind: 'taken'; readonly by: string; readonly since: Instant };

/** Whom it is offered to says no; it is somebody else's turn then. */
export function pass(lead: Lead, by: string, reason: string | undefined): Decision<PassRefusal> {
  if (lead.owner?.personId === by) return refuse({ kind: 'already-yours' });
  if (lead.owner !== undefined) return refuse({ kind: 'taken', by: lead.owner.personId, since: lead.owner.since });
  if (lead.offer?.personId !== by) return refuse({ kind: 'not-offered' });
  return move(lead, { kind: 'passed', from: by, reason }, by, { offer: undefined });
}

/** Nobody has answered an offer in time. */
export function lapse(lead: Lead): Decision<never> {
  return move(lead, { kind: 'lapsed', from: lead.offer?.personId ?? '' }, undefined, { offer: undefined });
}
