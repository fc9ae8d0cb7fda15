import { isCounted } from '../core/lead-reasons.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Changing } from './changing-service.ts';
import { companyName, isOpen, type Lead, leadName } from './lead.ts';
import type { LeadActor, LeadsDeps, Outcome } from './ports-service.ts';
import { type RatingChange, rate } from './rating.ts';
import * as store from './store.ts';
import { refuse } from './transitions.ts';

/** A lead, as those who judge it see it: nothing of it says who its person is. */
export interface RateableLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly company: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly isOpen: boolean;
  /** Nothing is counted of a test, of history, nor of what was never a lead of its own (1e). */
  readonly isCounted: boolean;
}

/** What people find of leads, as far as everybody may know it. */
export function createRating({ database }: LeadsDeps, { change }: Changing) {
  return {
    /**
     * Writes that somebody judges a lead, or takes that back, if `decide` finds so once nobody else can change the lead; with
     * what `also` writes, in the same transaction.
     */
    rate: async <R>(
      actor: Pick<LeadActor, 'id' | 'workspaceId' | 'gesture'>,
      leadId: string,
      decide: (tx: Tx, lead: RateableLead) => Promise<{ readonly say: RatingChange } | { readonly refuse: R }>,
      also: (tx: Tx, lead: RateableLead) => Promise<void>,
    ): Promise<RatingOutcome<R>> => {
      const outcome: Outcome<R> = await change<R>(
        actor,
        leadId,
        async (tx, lead) => {
          const found = await decide(tx, rateable(lead));
          return 'refuse' in found ? refuse(found.refuse) : rate(lead, actor.id, found.say);
        },
        (tx, lead) => also(tx, rateable(lead)),
      );
      return outcome.kind === 'not-found' ? outcome : { ...outcome, lead: rateable(outcome.lead) };
    },

    /** A lead of this workspace to be judged: the one of which it is part, if it was merged. */
    async toRate(workspaceId: string, leadId: string, read: Db | Tx = database.db): Promise<RateableLead | undefined> {
      const lead = await store.findVisible(read, leadId);
      return lead?.workspaceId === workspaceId ? rateable(lead) : undefined;
    },

    /** The leads that people see in the place of these, by the ids of these. */
    async seenAs(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, RateableLead>> {
      const found = new Map<string, RateableLead>();
      const some = await store.findLeads(read, leadIds);
      for (const lead of some) {
        const seen = lead.mergedInto === undefined ? lead : await store.findVisible(read, lead.id);
        if (seen !== undefined) found.set(lead.id, rateable(seen));
      }
      return found;
    },
  };
}

export type RatingOutcome<R> =
  | { readonly kind: 'done'; readonly lead: RateableLead }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly lead: RateableLead; readonly why: R };

const rateable = (lead: Lead): RateableLead => ({
  id: lead.id,
  number: lead.number,
  name: leadName(lead),
  company: companyName(lead.fields),
  source: lead.fields.source,
  campaign: lead.fields.campaign,
  isOpen: isOpen(lead),
  isCounted: !lead.isTest && lead.isHistory !== true && (lead.reason === undefined || isCounted(lead.reason)),
});
