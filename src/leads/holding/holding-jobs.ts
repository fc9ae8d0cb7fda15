import { z } from 'zod';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages } from '../../platform/slack/messages/messages.ts';
import type { Leads } from '../service.ts';
import { heldMessage } from './holding-blocks.ts';
import { HELD_CARD, HOLD, heldCardKey } from './holding-telling-service.ts';

/** The work on leads that are held back. */
export function holdingJobs(
  leads: Pick<Leads, 'lookAtHeld' | 'heldCard'>,
  messages: Pick<Messages, 'show' | 'standing'>,
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
        if (card?.channel === undefined) return undefined;
        // What has gone on before marketing read of it needs no message; its own card says so.
        const standing = await messages.standing(key, card.lead.heldUntil !== undefined);
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        const shown = await messages.show({ key, to: { channel: card.channel }, content: heldMessage(card) });
        return again(shown);
      },
    }),
  ];
}
