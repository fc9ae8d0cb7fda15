import { z } from 'zod';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { FoundMessage, Messages } from '../../platform/slack/messages/messages.ts';
import type { Leads } from '../service.ts';
import { heldMessage } from './holding-blocks.ts';
import { HELD_CARD, HOLD, heldCardKey } from './holding-telling-service.ts';

interface HoldingMessages {
  readonly show: Messages['show'];
  readonly find: (key: string) => Promise<FoundMessage | undefined>;
}

/** The work on leads that are held back. */
export function holdingJobs(
  leads: Pick<Leads, 'lookAtHeld' | 'heldCard'>,
  messages: HoldingMessages,
): readonly JobKind[] {
  return [
    defineJob({
      kind: HOLD,
      payload: z.strictObject({ leadId: z.string() }),
      async handle({ payload: { leadId } }) {
        return later(await leads.lookAtHeld(leadId));
      },
    }),
    defineJob({
      kind: HELD_CARD,
      payload: z.strictObject({ leadId: z.string() }),
      async handle({ payload: { leadId } }) {
        const card = await leads.heldCard(leadId);
        const key = heldCardKey(leadId);
        const isPosted = (await messages.find(key)) !== undefined;
        // What has gone on before marketing read of it needs no message; its own card says so.
        if (card?.channel === undefined || (card.lead.heldUntil === undefined && !isPosted)) return undefined;
        const shown = await messages.show({ key, to: { channel: card.channel }, content: heldMessage(card) });
        return again(shown);
      },
    }),
  ];
}
