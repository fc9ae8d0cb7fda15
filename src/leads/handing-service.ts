import type { Changing } from './changing-service.ts';
import * as journal from './journal-store.ts';
import type { ContactKind } from './lead.ts';
import { type Offered, offerObjection } from './offers/offer.ts';
import {
  type LeadActor,
  type LeadsDeps,
  type NotManager,
  type NotSales,
  type NotSeller,
  sells,
  workerOf,
} from './ports-service.ts';
import * as transitions from './transitions.ts';

/** What the next one reads. */
const HAND_OVER_REASON = 'handed over in time';

/** Whose a lead is, and how they reach the prospect. */
export function createHanding({ people, undoFor }: LeadsDeps, { change }: Changing) {
  return {
    claim: (actor: LeadActor, leadId: string) =>
      change<transitions.ClaimRefusal | NotSales | Offered>(actor, leadId, async (_tx, lead, now) => {
        if (!sells(actor)) return { kind: 'refuse', why: { kind: 'not-sales' } };
        const offered = offerObjection(lead, workerOf(actor));
        return offered === undefined ? transitions.claim(lead, actor.id, now) : { kind: 'refuse', why: offered };
      }),

    /** Hands a lead to somebody who sells. Only for managers of sales. */
    assign: (actor: LeadActor, leadId: string, to: string) =>
      change<transitions.AssignRefusal | NotManager | NotSeller>(actor, leadId, async (tx, lead, now) => {
        if (!actor.manages.includes('sales')) return { kind: 'refuse', why: { kind: 'not-manager' } };
        if (!(await people.sells(tx, to))) return { kind: 'refuse', why: { kind: 'not-seller' } };
        return transitions.assign(lead, to, actor.id, now);
      }),

    mayAssign: (actor: LeadActor): boolean => actor.manages.includes('sales'),

    release: (actor: LeadActor, leadId: string, reason?: string) =>
      change<transitions.ReleaseRefusal>(actor, leadId, async (_tx, lead, now) =>
        transitions.release(lead, workerOf(actor), reason, now, undoFor),
      ),

    /** The owner would rather somebody else did it, and is in time to say so. */
    handOver: (actor: LeadActor, leadId: string) =>
      change<transitions.ReleaseRefusal>(actor, leadId, async (_tx, lead, now) =>
        transitions.release(lead, workerOf(actor), HAND_OVER_REASON, now, undoFor),
      ),

    /** Takes back the release that is entry `seq` of the lead's journal. */
    undoRelease: (actor: LeadActor, leadId: string, seq: number) =>
      change<transitions.UndoRefusal>(actor, leadId, async (tx, lead, now) => {
        const released = await journal.findEvent(tx, lead, seq);
        // A lead that was merged meanwhile has another journal.
        if (released === undefined || lead.id !== leadId) return { kind: 'refuse', why: { kind: 'too-late' } };
        return transitions.undoRelease(lead, released, actor.id, now, undoFor);
      }),

    contact: (actor: LeadActor, leadId: string, how: ContactKind) =>
      change<transitions.ContactRefusal>(actor, leadId, async (tx, lead, now) =>
        transitions.contact(lead, await journal.findEvent(tx, lead, lead.lastEvent), workerOf(actor), how, now),
      ),
  };
}
