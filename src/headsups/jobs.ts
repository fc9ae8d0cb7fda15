import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import { inChannel } from '../platform/slack/messages/in-channel.ts';
import type { Messages, Shown } from '../platform/slack/messages/messages.ts';
import { headsUpMessage } from './post-blocks.ts';
import type { HeadsUps } from './service.ts';
import { PARENT, parentKey, REMIND } from './telling-service.ts';

const payload = z.strictObject({ headsUpId: z.string() });

/** The work that keeps the message and the cards of a heads-up like it, and reminds. */
export function headsUpJobs(headsUps: HeadsUps, messages: Messages): readonly JobKind[] {
  return [
    defineJob({
      kind: PARENT,
      payload,
      async handle({ payload: { headsUpId } }) {
        const view = await headsUps.shown(headsUpId);
        if (view === undefined) return undefined;
        const key = parentKey(headsUpId);
        // What was withdrawn before it was posted needs no message any more.
        const standing = await messages.standing(key, view.headsUp.state !== 'withdrawn');
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        const to = { channel: view.headsUp.channelId };
        const shown = await whereItIs(headsUpId, () => messages.show({ key, to, content: headsUpMessage(view) }));
        if (shown?.kind === 'shown') await headsUps.isShown(view.headsUp);
        return again(shown);
      },
    }),

    defineJob({
      kind: REMIND,
      payload,
      async handle({ payload: { headsUpId }, settle }) {
        return later(await headsUps.remind(headsUpId, settle));
      },
    }),
  ];

  /** PPL-4: a channel that can't be used is the business of whoever announced it; those who are asked are reminded all the same. */
  function whereItIs(headsUpId: string, show: () => Promise<Shown>): Promise<Shown | undefined> {
    return inChannel(show, (code) => headsUps.channelTrouble(headsUpId, code));
  }
}
