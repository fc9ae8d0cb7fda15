import type { Duration, Instant } from '../../core/instants.ts';
import { isRecycled } from '../../core/lead-reasons.ts';
import type { Lesson, OutcomeChange, Rejected } from '../change.ts';
import { type DealValue, isOpen, type Lead, type LeadEvent, type Progress, type Stage } from '../lead.ts';
import { type Decision, move, ownedNow, refuse, type Worker } from '../transitions.ts';

export type OutcomeRefusal =
  | { readonly kind: 'not-claimed' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'closed'; readonly stage: Stage }
  | { readonly kind: 'noted-already' }
  | { readonly kind: 'not-qualified' };

/** Why this person may say nothing of how the work on a lead ended: it is its owner's and the managers'. */
export function objection(lead: Lead, by: Worker): OutcomeRefusal | undefined {
  if (lead.owner !== undefined && lead.owner.personId !== by.id && !by.managesSales)
    return { kind: 'not-yours', owner: lead.owner.personId };
  if (!isOpen(lead)) return { kind: 'closed', stage: lead.stage };
  return lead.owner === undefined ? { kind: 'not-claimed' } : undefined;
}

/** The same for giving it up, which managers can also do with one that nobody has. */
export function rejectObjection(lead: Lead, by: Worker): OutcomeRefusal | undefined {
  const why = objection(lead, by);
  return why?.kind === 'not-claimed' && by.managesSales ? undefined : why;
}

/** The same for losing a deal: one that was never qualified is none, and is given up for a reason. */
export function loseObjection(lead: Lead, by: Worker): OutcomeRefusal | undefined {
  const isDeal = lead.stage === 'qualified' || lead.stage === 'opportunity';
  return objection(lead, by) ?? (isDeal ? undefined : { kind: 'not-qualified' });
}

/** It fits, and they want to talk on. */
export function qualify(lead: Lead, by: Worker, now: Instant): Decision<OutcomeRefusal> {
  const why = objection(lead, by);
  if (why !== undefined) return refuse(why);
  if (lead.stage === 'qualified' || lead.stage === 'opportunity') return refuse({ kind: 'noted-already' });
  return outcome(lead, { kind: 'qualified', before: progressOf(lead) }, by, now, { stage: 'qualified' });
}

/** There is a deal in it; said again, it is worth something else. */
export function openDeal(lead: Lead, by: Worker, value: DealValue | undefined, now: Instant): Decision<OutcomeRefusal> {
  const why = objection(lead, by);
  if (why !== undefined) return refuse(why);
  const isSame = value?.amount === lead.value?.amount && value?.currency === lead.value?.currency;
  if (lead.stage === 'opportunity' && isSame) return refuse({ kind: 'noted-already' });
  const change = { kind: 'deal', value, before: progressOf(lead) } as const;
  return outcome(lead, change, by, now, { stage: 'opportunity', value });
}

/** They have bought. Small deals come without the steps before. */
export function win(
  lead: Lead,
  by: Worker,
  { value, ...lesson }: Lesson & { readonly value: DealValue | undefined },
  now: Instant,
): Decision<OutcomeRefusal> {
  const why = objection(lead, by);
  if (why !== undefined) return refuse(why);
  const change = { kind: 'won', value, ...lesson, before: progressOf(lead) } as const;
  return outcome(lead, change, by, now, { stage: 'customer', value });
}

/** They won't buy. */
export function lose(lead: Lead, by: Worker, lesson: Lesson, now: Instant): Decision<OutcomeRefusal> {
  const why = loseObjection(lead, by);
  if (why !== undefined) return refuse(why);
  return outcome(lead, { kind: 'lost', ...lesson, before: progressOf(lead) }, by, now, { stage: 'lost' });
}

/** It is given up: for good, or until it comes back to whoever has it. What the reason asks for has been looked at. */
export function reject(lead: Lead, by: Worker, rejected: Rejected, now: Instant): Decision<OutcomeRefusal> {
  const why = rejectObjection(lead, by);
  if (why !== undefined) return refuse(why);
  const { reason, returnsAt } = rejected;
  return outcome(lead, { kind: 'rejected', ...rejected, before: progressOf(lead) }, by, now, {
    stage: isRecycled(reason) ? 'recycled' : 'rejected',
    reason,
    returnsAt,
  });
}

/**
 * Takes back what one has just said of the outcome: within `freeFor`, and only while nothing else has happened to the lead
 * (`isNewest`), opinions aside.
 */
export function undoOutcome(
  lead: Lead,
  { said, isNewest }: { readonly said: LeadEvent; readonly isNewest: boolean },
  by: string,
  now: Instant,
  freeFor: Duration,
): Decision<{ readonly kind: 'too-late' }> {
  const { change } = said;
  if (!('before' in change) || said.by !== by) return refuse({ kind: 'too-late' });
  if (!isNewest || now - said.at > freeFor) return refuse({ kind: 'too-late' });
  // The journal leaves out what was not there; here it is named, or it would stay as it is.
  const before = progressOf(change.before);
  const isUntouched = before.firstContactAt === undefined;
  const isSpokenTo = before.stage !== 'new' && before.stage !== 'accepted';
  const undone = { kind: 'outcome-undone', seq: said.seq, isUntouched, isSpokenTo, saidAt: said.at } as const;
  return move(lead, undone, by, before);
}

/**
 * A lead comes back from the shelf, to `to` or to nobody, and everything begins anew (2.1.12): its promise, and who says
 * what of it. What its deal was worth is remembered.
 */
export function comeBack(lead: Lead, to: string | undefined, now: Instant, by?: string): Decision<never> {
  const round = lead.round + 1;
  return move(lead, { kind: 'returned', to, from: lead.owner?.personId, round }, by, {
    stage: 'new',
    owner: to === undefined ? undefined : ownedNow(lead, to, now),
    round,
    firstContactAt: undefined,
    reason: undefined,
    returnsAt: undefined,
  });
}

/** Somebody who may say how it ended finds that it hasn't: it begins anew, theirs at once. */
export function reopen(lead: Lead, by: Worker, now: Instant): Decision<OutcomeRefusal> {
  const why = rejectObjection(lead, by);
  if (why === undefined) return refuse({ kind: 'noted-already' });
  if (why.kind !== 'closed' || lead.stage === 'customer') return refuse(why);
  const back = comeBack(lead, lead.owner?.personId ?? by.id, now, by.id);
  return back.kind === 'move' ? { ...back, to: { ...back.to, stage: 'accepted' } } : back;
}

export type PickUpRefusal =
  | { readonly kind: 'not-claimed' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'already-yours' };

/** Whom a lead came back to is on it. The promise runs on: only a contact keeps it. */
export function pickUp(lead: Lead, by: string): Decision<PickUpRefusal> {
  if (lead.owner === undefined) return refuse({ kind: 'not-claimed' });
  if (lead.owner.personId !== by) return refuse({ kind: 'not-yours', owner: lead.owner.personId });
  if (lead.stage !== 'new') return refuse({ kind: 'already-yours' });
  return move(lead, { kind: 'picked-up' }, by, { stage: 'accepted' });
}

function outcome<R>(lead: Lead, change: OutcomeChange, by: Worker, now: Instant, to: Partial<Progress>): Decision<R> {
  return move(lead, change, by.id, { ...to, firstContactAt: lead.firstContactAt ?? now });
}

const progressOf = ({ stage, firstContactAt, reason, returnsAt, value }: Progress): Progress => ({
  stage,
  firstContactAt,
  reason,
  returnsAt,
  value,
});
