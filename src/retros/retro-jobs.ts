import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import type { Messages, Shown } from '../platform/slack/messages/messages.ts';
import { type TurnSurroundings, turnContent } from './retro-part-blocks.ts';
import { PARENT, PHASE, parentKey, TURN, turnKey } from './retro-telling-service.ts';
import type { Retros } from './service.ts';
import { parentMessage } from './thread-blocks.ts';

/** Where messages are shown and found, and what stands in them. */
export interface RetroMessages extends TurnSurroundings {
  readonly messages: Messages;
  /** Shows something in the channel of a retro; undefined where that can't be used. */
  readonly inChannel: (retroId: string, show: () => Promise<Shown>) => Promise<Shown | undefined>;
}

/** The work that keeps the messages of a retro like the retro, and moves it on in time. */
export function retroJobs(retros: Retros, shown: RetroMessages): readonly JobKind[] {
  const { messages, parts } = shown;
  return [
    defineJob({
      kind: PARENT,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const view = await retros.thread.parent(retroId);
        if (view?.retro.channelId === undefined) return undefined;
        const key = parentKey(retroId);
        const to = { channel: view.retro.channelId };
        const content = parentMessage(view, await parts.parent(view.retro));
        return again(await shown.inChannel(retroId, () => messages.show({ key, to, content })));
      },
    }),

    defineJob({
      kind: TURN,
      payload: z.strictObject({ retroId: z.string(), personId: z.string() }),
      async handle({ payload: { retroId, personId } }) {
        const turn = await retros.turn(retroId, personId);
        if (turn === undefined) return undefined;
        const key = turnKey(retroId, personId);
        const standing = await messages.standing(key, turn.kind === 'asked');
        if (standing.kind === 'later') return again(standing);
        if (standing.kind === 'unposted') {
          await retros.notAsked(retroId, personId);
          return later(await retros.attend(retroId, personId));
        }
        if (standing.kind === 'new') {
          const mayFrom = await retros.mayAsk(retroId, personId);
          // Until they can be asked, they may have gone, or nobody may wait for them any more.
          if (mayFrom !== undefined)
            return later(Math.min(mayFrom, (await retros.attend(retroId, personId)) ?? mayFrom));
        }
        const content = await turnContent(shown, turn, personId);
        const told = await messages.show({ key, to: { person: personId }, content });
        return told.kind === 'later' ? again(told) : later(await retros.attend(retroId, personId));
      },
    }),

    defineJob({
      kind: PHASE,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId }, settle }) {
        return later(await retros.moveOnInTime(retroId, settle));
      },
    }),
  ];
}
