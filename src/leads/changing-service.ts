import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { LeadChange } from './change.ts';
import { createGate } from './holding/gate-service.ts';
import { endsHold, isHeld } from './holding/holding.ts';
import { createHoldTelling } from './holding/holding-telling-service.ts';
import * as journal from './journal-store.ts';
import { isOpen, type Lead, type LeadEvent } from './lead.ts';
import { isRouted } from './offers/offer.ts';
import { createOfferTelling } from './offers/offer-telling-service.ts';
import type { LeadActor, LeadsDeps, Outcome } from './ports-service.ts';
import { isRating } from './rating/rating.ts';
import { lapseQuestions } from './rejecting/question-store.ts';
import { rewriteWords } from './search/words-store.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';
import type { Decision, Transition } from './transitions.ts';

export type Changing = ReturnType<typeof createChanging>;

/** How a lead changes: one transition, one entry of its journal, and everything that follows from it, in one transaction. */
export function createChanging(deps: LeadsDeps) {
  const { database, clock, followers } = deps;
  const telling = createTelling(deps);
  const offers = createOfferTelling(deps);
  const holds = createHoldTelling(deps);

  const gate = createGate(deps, write);
  const { letThrough } = gate;

  return { change, write, record, worked, letThrough, gate, doneBefore };

  /**
   * Reads a lead, lets `decide` say what should become of it, and writes that if the lead is still as it was read.
   * Somebody else's change in between means reading and deciding again, so one of two claims wins and the other sees why.
   */
  async function change<R>(
    { workspaceId, gesture }: Pick<LeadActor, 'workspaceId' | 'gesture'>,
    leadId: string,
    decide: (tx: Tx, lead: Lead, now: Instant) => Promise<Decision<R>>,
    /** What else is written with it. */
    also: (tx: Tx, moved: Lead) => Promise<void> = async () => {},
  ): Promise<Outcome<R>> {
    for (;;) {
      const outcome = await database
        .transaction(async (tx): Promise<Outcome<R> | undefined> => {
          const found = await store.findVisible(tx, leadId);
          if (found?.workspaceId !== workspaceId) return { kind: 'not-found' };
          const wish = await decide(tx, found, clock.now());
          if (wish.kind === 'refuse') return { kind: 'refused', lead: found, why: wish.why };
          const lead = await worked(tx, found, wish.to);
          if (lead === undefined) return undefined;
          const decision = lead === found ? wish : await decide(tx, lead, clock.now());
          if (decision.kind === 'refuse') return { kind: 'refused', lead, why: decision.why };
          const moved = await write(tx, lead, decision.to, gesture);
          if (moved === undefined) return undefined;
          await also(tx, moved);
          return { kind: 'done', lead: moved };
        })
        .catch((error: unknown) => doneBefore(error));
      if (outcome !== undefined) return outcome;
    }
  }

  /** Whoever works on a lead that is held back lets it through by that; undefined if it has changed since it was read. */
  async function worked(tx: Tx, lead: Lead, { change: entry, by }: Transition): Promise<Lead | undefined> {
    return isHeld(lead) && endsHold(lead, entry) ? letThrough(tx, lead, 'worked', by) : lead;
  }

  /** Slack has delivered a gesture again: what it asked for has been done, and what has happened since stays. */
  async function doneBefore(error: unknown): Promise<Outcome<never>> {
    if (!(error instanceof RepeatedGesture)) throw error;
    const leadId = await journal.leadOfGesture(database.db, error.gesture);
    const lead = leadId === undefined ? undefined : await store.findLead(database.db, leadId);
    return lead === undefined ? { kind: 'not-found' } : { kind: 'done', lead };
  }

  /** Undefined if the lead has changed since it was read. */
  async function write(
    tx: Tx,
    lead: Lead,
    { change: entry, by, fields = lead.fields, sameness = {}, ...to }: Transition,
    gesture?: string,
  ): Promise<Lead | undefined> {
    const { isHistory: wasHistory = false, ...known } = lead;
    // What another system tells of history is history as well, and so is what somebody finds of it; who does something here
    // makes a lead of it.
    const isSeen = by === undefined || ('via' in entry && entry.via !== undefined);
    const isHistory = wasHistory && (isSeen || isRating(entry)) && entry.kind !== 'announced';
    if (!(await store.moveLead(tx, lead, to, isHistory))) return undefined;
    if (fields !== lead.fields) {
      await store.saveFields(tx, lead.id, fields);
      await rewriteWords(tx, { ...lead, fields });
    }
    if (Object.keys(sameness).length > 0) await store.saveSameness(tx, lead.id, sameness);
    const changed = { ...known, ...to, ...sameness, fields };
    const moved: Lead = { ...changed, lastEvent: lead.lastEvent + 1, ...(isHistory && { isHistory }) };
    await record(tx, moved, entry, by, gesture);
    if (isHistory) return moved;
    if (isHeld(moved) || isHeld(lead)) await holds.enqueueHeld(tx, moved.id);
    if (isHeld(moved)) return moved;
    await telling.enqueueCard(tx, moved);
    await telling.enqueueOwnerMessages(tx, moved, lead.owner);
    await offers.enqueueOfferMessages(tx, moved, lead.offer);
    await telling.tellOutcome(tx, moved, entry, by);
    if (isOpen(moved) && !isOpen(lead)) await lapseQuestions(tx, lead.id, clock.now());
    if (isRating(entry)) return moved;
    if (isRouted(moved)) await offers.enqueueTurn(tx, moved, entry);
    else if (!isFree(moved)) await telling.cancelForFree(tx, moved);
    // One that was free before has rung already, unless it was somebody's turn.
    else if (!isFree(lead) || isRouted(lead)) await telling.announceAgain(tx, moved);
    return moved;
  }

  /** Throws RepeatedGesture, which takes the transaction back. */
  async function record(
    tx: Tx,
    lead: Lead,
    entry: LeadChange,
    by: string | undefined,
    gesture?: string,
  ): Promise<void> {
    const event: LeadEvent = {
      leadId: lead.id,
      workspaceId: lead.workspaceId,
      seq: lead.lastEvent,
      kind: entry.kind,
      at: clock.now(),
      by,
      isTest: lead.isTest,
      change: entry,
    };
    const isNew = await journal.insertEvent(tx, event, gesture);
    if (!isNew) throw new RepeatedGesture(gesture ?? '');
    for (const follow of followers) await follow(tx, event);
  }
}

const isFree = (lead: Lead): boolean => lead.owner === undefined && isOpen(lead);

/** What this gesture asked for has been done before. */
class RepeatedGesture extends Error {
  readonly gesture: string;

  constructor(gesture: string) {
    super('This gesture has had its effect');
    this.gesture = gesture;
  }
}
