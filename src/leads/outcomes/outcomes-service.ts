import type { Instant } from '../../core/instants.ts';
import { isCounted, REASONS } from '../../core/lead-reasons.ts';
import { dateAt, instantAt } from '../../core/local-time.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Lesson, Rejected } from '../change.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import type { DealValue, Lead } from '../lead.ts';
import type { MergeRefused } from '../merging/merging.ts';
import type { Merging } from '../merging/merging-service.ts';
import { type LeadActor, type LeadsDeps, type Outcome, workerOf } from '../ports-service.ts';
import { isRating } from '../rating/rating.ts';
import { type Rejection, type RejectionFault, rejectionFaults, returnDate } from '../rejecting/rejection.ts';
import * as store from '../store.ts';
import { refuse } from '../transitions.ts';
import * as outcomes from './outcomes.ts';

/** What a form or a line lacks. */
export type Incomplete = { readonly kind: 'incomplete'; readonly faults: readonly RejectionFault[] };

/** It is the same as another lead, by that one's number. */
interface Duplicate {
  readonly kind: 'duplicate';
  readonly of: number;
  readonly note: string | undefined;
}

/** Both can't be one. */
export interface Unmergeable {
  readonly kind: 'unmergeable';
  readonly why: MergeRefused;
}

/** When somebody who has no working hours is at their desk. */
const MORNING = '09:00';

/** How the work on leads goes on and ends. */
export function createOutcomes(
  { database, people, promises, undoFor }: LeadsDeps,
  { change }: Changing,
  merging: Pick<Merging, 'merge' | 'doneBefore'>,
) {
  return {
    qualify: (actor: LeadActor, leadId: string) =>
      change<outcomes.OutcomeRefusal>(actor, leadId, async (_tx, lead, now) =>
        outcomes.qualify(lead, workerOf(actor), now),
      ),

    openDeal: (actor: LeadActor, leadId: string, value: DealValue | undefined) =>
      change<outcomes.OutcomeRefusal>(actor, leadId, async (_tx, lead, now) =>
        outcomes.openDeal(lead, workerOf(actor), value, now),
      ),

    win: (actor: LeadActor, leadId: string, won: Lesson & { readonly value: DealValue | undefined }) =>
      change<outcomes.OutcomeRefusal>(actor, leadId, async (_tx, lead, now) =>
        outcomes.win(lead, workerOf(actor), won, now),
      ),

    lose: (actor: LeadActor, leadId: string, lesson: Lesson) =>
      change<outcomes.OutcomeRefusal>(actor, leadId, async (_tx, lead, now) =>
        outcomes.lose(lead, workerOf(actor), lesson, now),
      ),

    /** Gives a lead up, for good or until a day. What the reason asks for (1d) and isn't there comes back as `incomplete`. */
    async reject(
      actor: LeadActor,
      leadId: string,
      rejection: Rejection,
    ): Promise<Outcome<outcomes.OutcomeRefusal | Incomplete | Unmergeable>> {
      const before = rejection.reason === 'duplicate' ? await merging.doneBefore(actor) : undefined;
      if (before !== undefined) return { kind: 'done', lead: before.from };
      const outcome = await change<outcomes.OutcomeRefusal | Incomplete | Duplicate>(
        actor,
        leadId,
        async (tx, lead, now) => {
          const why = outcomes.rejectObjection(lead, workerOf(actor));
          if (why !== undefined) return refuse(why);
          const rejected = await examined(tx, lead, actor, rejection, now);
          if ('faults' in rejected) return refuse({ kind: 'incomplete', ...rejected });
          const { detail, note } = rejected;
          if (rejected.reason === 'duplicate') return refuse({ kind: 'duplicate', of: Number(detail), note });
          return outcomes.reject(lead, workerOf(actor), rejected, now);
        },
      );
      if (outcome.kind !== 'refused') return outcome;
      const { lead, why } = outcome;
      return why.kind === 'duplicate' ? mergeInto(actor, lead, why) : { kind: 'refused', lead, why };
    },

    /** Takes back the outcome that is entry `seq` of the lead's journal. */
    undoOutcome: (actor: LeadActor, leadId: string, seq: number) =>
      change<{ readonly kind: 'too-late' }>(actor, leadId, async (tx, lead, now) => {
        const said = await journal.findEvent(tx, lead, seq);
        // A lead that was merged meanwhile has another journal.
        if (said === undefined || lead.id !== leadId) return refuse({ kind: 'too-late' });
        const since = (await journal.listEvents(tx, lead)).filter((event) => event.seq > seq);
        return outcomes.undoOutcome(lead, { said, isNewest: since.every(isRating) }, actor.id, now, undoFor);
      }),

    /** Why somebody may say nothing of a lead's outcome; undefined if they may. Each use case looks again. */
    outcomeObjection: (actor: LeadActor, lead: Lead): outcomes.OutcomeRefusal | undefined =>
      outcomes.objection(lead, workerOf(actor)),

    /** The same for losing it. */
    loseObjection: (actor: LeadActor, lead: Lead): outcomes.OutcomeRefusal | undefined =>
      outcomes.loseObjection(lead, workerOf(actor)),

    /** The same for giving it up. */
    rejectObjection: (actor: LeadActor, lead: Lead): outcomes.OutcomeRefusal | undefined =>
      outcomes.rejectObjection(lead, workerOf(actor)),
  };

  /** What is there twice goes on as one. */
  async function mergeInto(actor: LeadActor, from: Lead, { of, note }: Duplicate): Promise<Outcome<Unmergeable>> {
    const into = await store.findByNumber(database.db, actor.workspaceId, of);
    const merged = await merging.merge(actor, into?.id ?? '', from.id, { isTheirs: true, note });
    if (merged.kind === 'done') return { kind: 'done', lead: merged.from };
    return merged.kind === 'not-found'
      ? merged
      : { kind: 'refused', lead: merged.lead, why: { kind: 'unmergeable', why: merged.why } };
  }

  async function examined(
    tx: Tx,
    lead: Lead,
    actor: LeadActor,
    rejection: Rejection,
    now: Instant,
  ): Promise<Rejected | { readonly faults: readonly RejectionFault[] }> {
    const today = dateAt(now, actor.zone);
    const { policy } = (await promises.clockOfLead(tx, lead.id)) ?? {};
    const faults = rejectionFaults(rejection, await journal.listEvents(tx, lead), today, policy?.attempts);
    const other = await otherLead(tx, lead, rejection);
    if (typeof other === 'object') faults.push(other);
    if (faults.length > 0 || typeof other === 'object') return { faults };
    const returnsOn = returnDate(rejection, today);
    const { reason, note } = rejection;
    return {
      reason,
      detail: REASONS[reason].detail === undefined ? undefined : (other ?? rejection.detail),
      note,
      returnsOn,
      returnsAt:
        returnsOn === undefined
          ? undefined
          : await openingOf(tx, lead.owner?.personId ?? actor.id, returnsOn, actor.zone),
      isCounted: isCounted(reason),
    };
  }

  /** When somebody is at work on a date, or first after it. */
  async function openingOf(tx: Tx, personId: string, on: string, zone: string): Promise<Instant> {
    const opening = await people.nextShift(tx, personId, instantAt(on, '00:00', zone));
    return opening ?? instantAt(on, MORNING, zone);
  }
}

/** The number of the lead that a duplicate is the same as. */
async function otherLead(
  tx: Tx,
  lead: Lead,
  { reason, detail }: Rejection,
): Promise<string | RejectionFault | undefined> {
  if (REASONS[reason].detail?.kind !== 'lead' || detail === undefined) return undefined;
  const number = /^#?(\d{1,9})$/.exec(detail)?.[1];
  const named = number && (await store.findByNumber(tx, lead.workspaceId, Number(number)));
  // One that was merged meanwhile stands for the lead of which it is part.
  const other = named && (await store.findVisible(tx, named.id));
  if (!other) return { field: 'detail', kind: 'no-such-lead' };
  return other.id === lead.id ? { field: 'detail', kind: 'same-lead' } : `${other.number}`;
}
