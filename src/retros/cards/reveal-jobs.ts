import { z } from 'zod';
import type { MessageContent } from '../../blockkit/message.ts';
import { datumWords } from '../../core/datum.ts';
import { defineJob, type JobKind } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import type { RetroThread } from '../retro.ts';
import { emptyPart, revealMessages } from './reveal-blocks.ts';
import { REVEAL, type Revealing, revealKey } from './reveal-service.ts';

/** The work that shows all cards in the thread of a retro. */
export function revealJobs(
  revealing: Pick<Revealing, 'reveal'>,
  {
    messages,
    reply,
  }: {
    readonly messages: Pick<Messages, 'standing'>;
    /** Shows something in the thread of a retro; undefined where its channel can't be used (PPL-4). */
    readonly reply: (retro: RetroThread, key: string, content: MessageContent) => Promise<Shown | undefined>;
  },
): readonly JobKind[] {
  return [
    defineJob({
      kind: REVEAL,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const found = await revealing.reveal(retroId);
        if (found === undefined) return undefined;
        const { retro, leads, asks, ...rest } = found;
        const aboutOf = (datum: string) =>
          datumWords(datum, { lead: (id) => leads.get(id), ask: (id) => asks.get(id) });
        const parts = revealMessages({ retro, ...rest, aboutOf });
        for (let part = 1; ; part += 1) {
          const key = revealKey(retroId, part);
          // A part that was posted stays, though its cards have moved up; also one of which nobody knew.
          const standing = await messages.standing(key, part <= parts.length);
          if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
          const shown = await reply(retro, key, parts[part - 1] ?? emptyPart());
          if (shown?.kind !== 'shown') return again(shown);
        }
      },
    }),
  ];
}
