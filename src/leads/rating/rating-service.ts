import { isCounted } from '../../core/lead-reasons.ts';
import type { LeadToJudge, RateableLead } from '../../core/rateable-lead.ts';
import { isShown, MASKED, type PersonalField } from '../../core/shown-fields.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import { companyName, isOpen, type Lead, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { familyOf } from '../merging/merging-store.ts';
import type { LeadActor, LeadsDeps, Outcome } from '../ports-service.ts';
import { findSettings } from '../settings-store.ts';
import * as store from '../store.ts';
import { refuse } from '../transitions.ts';
import { type RatingChange, type ReviewedChange, rate, review } from './rating.ts';

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

    /** Writes down once what a review has found of a lead, which is the whole if it was merged; false if it is not there. */
    async reviewed(
      workspaceId: string,
      leadId: string,
      { id, ...found }: Omit<ReviewedChange, 'kind'> & { readonly id: string },
    ): Promise<boolean> {
      const gesture = `review:${id}:${leadId}`;
      const outcome = await change<never>({ workspaceId, gesture }, leadId, async (_tx, lead) =>
        review(lead, { kind: 'reviewed', ...found }),
      );
      return outcome.kind === 'done';
    },

    /** What somebody needs to judge a lead that they may not know: nothing of it says who its person is. */
    async toJudge(workspaceId: string, leadId: string): Promise<LeadToJudge | undefined> {
      const { db } = database;
      const lead = await store.findVisible(db, leadId);
      if (lead?.workspaceId !== workspaceId) return undefined;
      const shown = (await findSettings(db, workspaceId))?.shown ?? MASKED;
      const sees = (field: PersonalField) => isShown(shown, field, lead.owner !== undefined);
      const { persona, region } = lead.fields;
      const wants = sees('message') ? maskedMessage(lead.fields, sees) : undefined;
      const { stage, reason, receivedAt } = lead;
      return { ...rateable(lead), persona, region, stage, reason, receivedAt, wants };
    },

    /** A lead of this workspace to be judged: the one of which it is part, if it was merged. */
    async toRate(workspaceId: string, leadId: string, read: Db | Tx = database.db): Promise<RateableLead | undefined> {
      const lead = await store.findVisible(read, leadId);
      return lead?.workspaceId === workspaceId ? rateable(lead) : undefined;
    },

    seenAs: leadsSeenAs,

    familyOf,
  };
}

/** The leads that people see in the place of these, by the ids of these. */
export async function leadsSeenAs(
  read: Db | Tx,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, RateableLead>> {
  const found = new Map<string, RateableLead>();
  const some = await store.findLeads(read, leadIds);
  for (const lead of some) {
    const seen = lead.mergedInto === undefined ? lead : await store.findVisible(read, lead.id);
    if (seen !== undefined) found.set(lead.id, rateable(seen));
  }
  return found;
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
  persona: lead.fields.persona,
  isOpen: isOpen(lead),
  isCounted: !lead.isTest && lead.isHistory !== true && (lead.reason === undefined || isCounted(lead.reason)),
});
