import type { Instant } from '../../core/instants.ts';
import type { LeadFact, LeadRef, WaitingLead } from '../../core/lead-activity.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Lead, leadName } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';
import { type RejectionFact, rejectionsIn } from '../rejecting/rejections.ts';
import { factsOf, ownerAt, type Window } from './activity.ts';
import * as store from './activity-store.ts';
import { type Moves, movesIn } from './moves.ts';

/** What the activity of leads must know about promises. */
export interface ActivityPromises {
  /** The clock of each of these leads that runs or ran last. */
  clocksOfLeads(read: Db | Tx, leadIds: readonly string[]): Promise<readonly (PromiseView & { leadId: string })[]>;
  /** Every clock that ever ran on these leads. */
  everyClockOf(read: Db | Tx, leadIds: readonly string[]): Promise<readonly (PromiseView & { leadId: string })[]>;
  /** Announced promises that became late in a window, with their due times. */
  lateBetween(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly { leadId: string; at: Instant }[]>;
}

/** What happened to leads, and which of them wait: for rituals and reports. */
export function createActivity(promises: ActivityPromises) {
  return {
    /** What happened in a half-open window, oldest first, reproducible from the journal at any later time (ANS-6). */
    async between(read: Db | Tx, workspaceId: string, window: Window): Promise<LeadFact[]> {
      const late = await promises.lateBetween(read, workspaceId, window);
      const touched = await store.touchedBetween(read, workspaceId, window);
      const ids = [...new Set([...touched, ...late.map(({ leadId }) => leadId)])];
      const histories = await store.listHistories(read, ids);
      const announced = (await promises.everyClockOf(read, ids)).filter(({ isAnnounced }) => isAnnounced);
      const clocks = Map.groupBy(announced, ({ leadId }) => leadId);
      const lateAt = Map.groupBy(late, ({ leadId }) => leadId);
      return histories
        .flatMap(({ lead, events }) => {
          const its = { promises: clocks.get(lead.id) ?? [], lateAt: (lateAt.get(lead.id) ?? []).map(({ at }) => at) };
          return factsOf({ lead: refOf(lead), events, ...its }, window);
        })
        .toSorted((a, b) => a.at - b.at);
    },

    /** Leads that arrived in a half-open window, as they are now: tests, spam and the second of two are left out (1e). */
    async arrivals(read: Db | Tx, workspaceId: string, window: Window): Promise<ArrivedLead[]> {
      return (await store.arrivedBetween(read, workspaceId, window)).map(({ lead, addedBy }) => ({
        ...lead,
        name: leadName(lead),
        addedBy,
      }));
    },

    /** What was given up in a half-open window, in the order of the leads' arrival; without what counts nowhere. */
    async rejections(read: Db | Tx, workspaceId: string, window: Window): Promise<RejectionFact[]> {
      const ids = await store.rejectedBetween(read, workspaceId, window);
      return (await store.listHistories(read, ids)).flatMap(({ events }) => rejectionsIn(events, window));
    },

    /** Who held these leads at these moments, in the same order; null while they were nobody’s, undefined for a lead that counts nowhere. */
    async ownersAt(
      read: Db | Tx,
      moments: readonly { readonly leadId: string; readonly at: Instant }[],
    ): Promise<readonly (string | null | undefined)[]> {
      const histories = await store.listHistories(read, [...new Set(moments.map(({ leadId }) => leadId))]);
      const eventsOf = new Map(histories.map(({ lead, events }) => [lead.id, events]));
      return moments.map(({ leadId, at }) => {
        const events = eventsOf.get(leadId);
        return events && (ownerAt(events, at) ?? null);
      });
    },

    /** How many leads went another way than on in a half-open window; without what counts nowhere. */
    async moves(read: Db | Tx, workspaceId: string, window: Window): Promise<Moves> {
      return movesIn(await store.movesBetween(read, workspaceId, window));
    },

    /** How many leads stand in each open stage, and how many of them came before a moment; without what counts nowhere. */
    standing: (read: Db | Tx, workspaceId: string, oldBefore: Instant) =>
      store.countOpenByStage(read, workspaceId, oldBefore),

    /** Leads without a first contact that came since `since`, longest waiting first; one owner's if given. */
    async waiting(
      read: Db | Tx,
      workspaceId: string,
      of: { since: Instant; owner?: string },
    ): Promise<readonly WaitingLead[]> {
      const leads = await store.listUncontacted(read, workspaceId, of);
      const clocks = await promises.clocksOfLeads(
        read,
        leads.map(({ id }) => id),
      );
      const byLead = new Map(clocks.map((clock) => [clock.leadId, clock]));
      return leads.map((lead) => {
        const promise = byLead.get(lead.id);
        return {
          lead: refOf(lead),
          receivedAt: lead.receivedAt,
          owner: lead.owner?.personId,
          dueAt: promise?.isAnnounced ? promise.dueAt : undefined,
        };
      });
    },
  };
}

/** A lead as it is now, and who typed it in; undefined for what came from outside. */
export interface ArrivedLead extends Lead {
  readonly name: string;
  readonly addedBy: string | undefined;
}

const refOf = (lead: Lead): LeadRef => ({
  leadId: lead.id,
  name: leadName(lead),
  source: lead.fields.source,
  campaign: lead.fields.campaign,
});
