import type { Changing } from '../changing-service.ts';
import * as lists from '../lists-store.ts';
import { type LeadActor, type LeadsDeps, type NotSeller, workerOf } from '../ports-service.ts';
import * as transitions from '../transitions.ts';
import { type DueLead, dutyBefore, type Leave, leaveReason } from './leave.ts';

/** Nobody works on more. */
const MOST_HELD = 500;

export type HandOnRefusal =
  | transitions.ReleaseRefusal
  | transitions.AssignRefusal
  | NotSeller
  /** They have come back, or never went. */
  | { readonly kind: 'not-away' }
  /** Whoever is to get it is away as well. */
  | { readonly kind: 'away-too' };

/** What of somebody's is due while they are away, or why that isn't said. */
type DueOutcome =
  | { readonly kind: 'due'; readonly leave: Leave; readonly due: readonly DueLead[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-yours' };

/** What becomes of somebody's leads while they are away. */
export function createLeaves({ database, people, promises, undoFor }: LeadsDeps, { change }: Changing) {
  const { db } = database;

  return {
    /** Who is away and what of theirs is due before they are back, the most urgent first. */
    async dueWhileAway(actor: LeadActor, leaveId: string): Promise<DueOutcome> {
      const leave = await people.leaveOf(db, leaveId);
      if (leave === undefined) return { kind: 'not-found' };
      if (!mayDecide(actor, leave)) return { kind: 'not-yours' };
      if (leave.isEnded) return { kind: 'ended' };
      const due = await dueIn(leave);
      return { kind: 'due', leave, due: due.filter(({ lead }) => lead.workspaceId === actor.workspaceId) };
    },

    /** How much of somebody's is due before they are back. */
    async countDueWhileAway(leaveId: string): Promise<number> {
      const leave = await people.leaveOf(db, leaveId);
      return leave === undefined || leave.isEnded ? 0 : (await dueIn(leave)).length;
    },

    /** Hands a lead of theirs to a colleague who is there; without one it goes back to where it came from. */
    handOn: (actor: LeadActor, leaveId: string, leadId: string, to: string | undefined) =>
      change<HandOnRefusal>(actor, leadId, async (tx, lead, now) => {
        const leave = await people.leaveOf(tx, leaveId);
        if (leave === undefined || leave.isEnded) return { kind: 'refuse', why: { kind: 'not-away' } };
        const owner = lead.owner?.personId;
        if (owner === undefined) return { kind: 'refuse', why: { kind: 'free-already' } };
        if (owner !== leave.personId || !mayDecide(actor, leave))
          return { kind: 'refuse', why: { kind: 'not-yours', owner } };
        if (to === undefined) return transitions.release(lead, workerOf(actor), leaveReason(leave), now, undoFor);
        if (!(await people.sells(tx, to))) return { kind: 'refuse', why: { kind: 'not-seller' } };
        if (await people.isAway(tx, to, now)) return { kind: 'refuse', why: { kind: 'away-too' } };
        return transitions.assign(lead, to, actor.id, now);
      }),
  };

  async function dueIn({ personId, backAt }: Leave): Promise<DueLead[]> {
    const open = await lists.listOwned(db, personId, MOST_HELD);
    const leads = [...open, ...(await lists.listReturning(db, personId, backAt, MOST_HELD))];
    const clocks = await promises.clocksOfLeads(
      db,
      open.map(({ id }) => id),
    );
    const promiseOf = new Map(clocks.map((promise) => [promise.leadId, promise]));
    return leads
      .flatMap((lead) => {
        const duty = dutyBefore(lead, promiseOf.get(lead.id), backAt);
        return duty === undefined ? [] : [{ lead, duty }];
      })
      .toSorted((one, other) => one.duty.at - other.duty.at || one.lead.number - other.lead.number);
  }
}

/** Who is away decides, and the managers of sales do. */
const mayDecide = (actor: LeadActor, { personId }: Leave): boolean =>
  actor.id === personId || actor.manages.includes('sales');
