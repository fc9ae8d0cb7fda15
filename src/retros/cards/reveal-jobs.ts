import { z } from 'zod';
import { datumWords } from '../../core/datum.ts';
import type { Db } from '../../platform/db/database.ts';
import { defineJob, type JobKind } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import { parentKey } from '../retro-telling-service.ts';
import { emptyPart, revealMessages } from './reveal-blocks.ts';
import { REVEAL, type Revealing, revealKey } from './reveal-service.ts';

/** The work that shows all cards in the thread of a retro. */
export function revealJobs(
  revealing: Pick<Revealing, 'reveal'>,
  {
    messages,
    db,
    inChannel,
  }: {
    readonly messages: Messages;
    readonly db: Db;
    /** Shows something in the channel of a retro; undefined where that can't be used (PPL-4). */
    readonly inChannel: (retroId: string, show: () => Promise<Shown>) => Promise<Shown | undefined>;
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
        const inThreadOf = parentKey(retroId);
        const channel = (await messages.find(db, inThreadOf))?.channel ?? retro.channelId;
        if (channel === undefined) return undefined;
        const aboutOf = (datum: string) =>
          datumWords(datum, { lead: (id) => leads.get(id), ask: (id) => asks.get(id) });
        const parts = revealMessages({ retro, ...rest, aboutOf });
        for (let part = 1; ; part += 1) {
          const key = revealKey(retroId, part);
          if (part > parts.length) {
            // A part that was posted stays, though its cards have moved up; also one of which nobody knew.
            const settled = await messages.settle(key);
            if (settled.kind !== 'shown') return again(settled);
          }
          const content = parts[part - 1] ?? emptyPart();
          const shown = await inChannel(retroId, () => messages.show({ key, to: { channel }, inThreadOf, content }));
          if (shown?.kind !== 'shown') return again(shown);
        }
      },
    }),
  ];
}
