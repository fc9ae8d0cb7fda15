import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import type { FoundMessage, Messages } from '../platform/slack/messages/messages.ts';
import { type CardView, leadCard, needsNoCard } from './card/card-blocks.ts';
import { formerOwnerMessage, olderOwnerMessage, ownerMessage } from './card/owner-blocks.ts';
import { LEFT } from './leaving/leaving-service.ts';
import { offerMessage } from './offers/offer-blocks.ts';
import { OFFER_DM, offerKey, TURN } from './offers/offer-telling-service.ts';
import type { Leads } from './service.ts';
import { CARD, cardKey, OWNER_DM, ownerKey, RETURN } from './telling-service.ts';

export interface LeadMessages {
  readonly show: Messages['show'];
  readonly standing: Messages['standing'];
  readonly find: (key: string) => Promise<FoundMessage | undefined>;
}

/** The work that keeps the messages in Slack like the leads in the database. */
export function leadJobs(leads: Leads, messages: LeadMessages): readonly JobKind[] {
  return [
    defineJob({
      kind: CARD,
      payload: z.strictObject({ leadId: z.string() }),
      async handle({ payload: { leadId }, settle }) {
        const posted = await messages.find(cardKey(leadId));
        // A channel that refused the card may have been replaced since; a card that stands stays where it is.
        if (posted?.state === 'blocked' && posted.ts === undefined) await leads.moveToPresentChannel(leadId);
        if (posted?.ts === undefined) await leads.compare(leadId);
        const card = await leads.card(leadId);
        if (card === undefined) return undefined;
        const standing = await messages.standing(cardKey(leadId), !needsNoCard(card));
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        // Before the post, or a crash in between would leave a lead that has rung nobody and never will.
        if (standing.kind === 'new' && card.ring.from !== undefined) await leads.announce(leadId, card.ring.from);
        const to = { channel: card.lead.channelId };
        return again(await messages.show({ key: cardKey(leadId), to, content: leadCard(card), settle }));
      },
    }),
    defineJob({
      kind: OWNER_DM,
      payload: z.strictObject({ leadId: z.string(), personId: z.string(), event: z.int() }),
      async handle({ payload: { leadId, personId, event }, settle }) {
        const card = await leads.card(leadId);
        if (card === undefined) return undefined;
        const isTheirs = card.lead.owner?.event === event;
        const key = ownerKey(leadId, event);
        // A claim that was given back before its DM went out needs none.
        const standing = await messages.standing(key, isTheirs);
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        const content = isTheirs ? ownerMessage(card) : laterMessage(card, personId, event);
        return again(await messages.show({ key, to: { person: personId }, content, settle }));
      },
    }),
    defineJob({
      kind: OFFER_DM,
      payload: z.strictObject({ leadId: z.string(), event: z.int() }),
      async handle({ payload: { leadId, event }, settle }) {
        const card = await leads.card(leadId);
        const offered = card?.events.find(({ seq }) => seq === event)?.change;
        if (card === undefined || offered?.kind !== 'offered') return undefined;
        const key = offerKey(leadId, event);
        // An offer that was over before its message went out needs none.
        const standing = await messages.standing(key, card.lead.offer?.event === event);
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        return again(
          await messages.show({ key, to: { person: offered.to }, content: offerMessage(card, event), settle }),
        );
      },
    }),
    defineJob({
      kind: LEFT,
      payload: z.strictObject({ personId: z.string(), at: z.int() }),
      async handle({ payload, settle }) {
        await leads.passOn(payload, settle);
      },
    }),
    defineJob({
      kind: TURN,
      payload: z.strictObject({ leadId: z.string() }),
      async handle({ payload: { leadId } }) {
        return later(await leads.takeTurn(leadId));
      },
    }),
    defineJob({
      kind: RETURN,
      payload: z.strictObject({ leadId: z.string() }),
      async handle({ payload: { leadId } }) {
        return later(await leads.bringBack(leadId));
      },
    }),
  ];
}

/** By how the lead went from them, which stays so; whoever has it now may have had it before. */
function laterMessage({ lead, events }: CardView, personId: string, event: number) {
  const end = events.find(({ seq, change }) => seq > event && GOES.has(change.kind))?.change;
  const backTo = end?.kind === 'returned' ? end.to : end === undefined ? lead.owner?.personId : undefined;
  return backTo === personId ? olderOwnerMessage(lead) : formerOwnerMessage(lead);
}

/** What takes a lead from somebody who has it. */
const GOES: ReadonlySet<string> = new Set(['released', 'assigned', 'returned']);
