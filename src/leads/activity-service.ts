import type { Instant } from '../core/instants.ts';
import type { LeadFact, LeadRef, WaitingLead } from '../core/lead-activity.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { factsOf, type Window } from './activity.ts';
import * as store from './activity-store.ts';
import { type Lead, leadName } from './lead.ts';
import type { PromiseView } from './promise-view.ts';

/** What the activity of leads must know about promises. */
export interface ActivityPromises {
  clocksOfLeads(read: Db | Tx, leadIds: readonly string[]): Promise<readonly (PromiseView & { leadId: string })[]>;
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
      const clocks = await clocksByLead(read, ids);
      const lateAt = new Map(late.map(({ leadId, at }) => [leadId, at]));
      return histories
        .flatMap(({ lead, events }) => {
          const promise = clocks.get(lead.id);
          const known = promise?.isAnnounced ? promise : undefined;
          return factsOf({ lead: refOf(lead), events, promise: known, lateAt: lateAt.get(lead.id) }, window);
        })
        .toSorted((a, b) => a.at - b.at);
    },

    /** Leads without a first contact that came since `since`, longest waiting first; one owner's if given. */
    async waiting(
      read: Db | Tx,
      workspaceId: string,
      of: { since: Instant; owner?: string },
    ): Promise<readonly WaitingLead[]> {
      const leads = await store.listUncontacted(read, workspaceId, of);
      const clocks = await clocksByLead(
        read,
        leads.map(({ id }) => id),
      );
      return leads.map((lead) => {
        const promise = clocks.get(lead.id);
        return {
          lead: refOf(lead),
          receivedAt: lead.receivedAt,
          owner: lead.owner?.personId,
          dueAt: promise?.isAnnounced ? promise.dueAt : undefined,
        };
      });
    },
  };

  async function clocksByLead(read: Db | Tx, leadIds: readonly string[]) {
    const clocks = await promises.clocksOfLeads(read, leadIds);
    return new Map(clocks.map((clock) => [clock.leadId, clock]));
  }
}

const refOf = (lead: Lead): LeadRef => ({
  leadId: lead.id,
  name: leadName(lead),
  source: lead.fields.source,
  campaign: lead.fields.campaign,
});
