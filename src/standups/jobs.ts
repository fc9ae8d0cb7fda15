import { z } from 'zod';
import type { Db } from '../platform/db/database.ts';
import { defineJob, type JobKind } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import { inChannel } from '../platform/slack/messages/in-channel.ts';
import type { Messages, Shown } from '../platform/slack/messages/messages.ts';
import type { ActionWords, AskWords } from './ask-words-blocks.ts';
import { digestMessage } from './digest-blocks.ts';
import { parentMessage } from './parent-blocks.ts';
import type { StandupAsk } from './ports-service.ts';
import { nothingMore, postMessages } from './post-blocks.ts';
import { promptStateMessage } from './prompt-blocks.ts';
import type { Standups } from './service.ts';
import {
  DIGEST,
  digestKey,
  PARENT,
  POST,
  PROMPT_STATE,
  PROMPTS_WITH,
  parentKey,
  postKey,
  promptKey,
  remindKey,
} from './telling-service.ts';

/** Where messages are shown and found. */
export interface StandupMessages {
  readonly messages: Messages;
  readonly db: Db;
}

/** The work that keeps the messages in Slack like the standups in the database. */
export function standupJobs<A extends StandupAsk, C>(
  standups: Standups<A, C>,
  { messages, db }: StandupMessages,
  words: AskWords<A, C> & Pick<ActionWords, 'ownRows'>,
): readonly JobKind[] {
  const { viewing } = standups;
  const ofOccurrence = z.strictObject({ occurrenceId: z.string() });
  const ofSlot = z.strictObject({ slotId: z.string() });

  return [
    defineJob({
      kind: PARENT,
      payload: ofOccurrence,
      async handle({ payload: { occurrenceId } }) {
        const view = await viewing.parent(occurrenceId);
        if (view === undefined) return undefined;
        const key = parentKey(occurrenceId);
        // Where nobody works that day, nobody needs a message.
        const standing = await messages.standing(key, !view.isNobodys);
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        const to = { channel: view.ritual.config.channelId };
        const content = parentMessage(view.state, words);
        const shown = await whereItIs(view.ritual.id, () => messages.show({ key, to, content }));
        if (shown?.kind === 'shown') await standups.postMissing(occurrenceId, isPosted);
        return again(shown);
      },
    }),

    defineJob({
      kind: POST,
      payload: ofSlot,
      async handle({ payload: { slotId } }) {
        const turn = await viewing.turnOf(db, slotId);
        const state = await viewing.post(slotId);
        const parent = turn && (await messages.find(db, parentKey(turn.slot.occurrenceId)));
        // Posted with the parent, when there is one.
        if (turn === undefined || state === undefined || parent?.channel === undefined) return undefined;
        const to = { channel: parent.channel };
        const inThreadOf = parentKey(turn.slot.occurrenceId);
        const parts = postMessages(state, words);
        for (let part = 0; ; part += 1) {
          const key = postKey(slotId, part);
          const content = parts[part] ?? nothingMore();
          // An edit may leave fewer parts: those that stand say that there is nothing more.
          const standing = await messages.standing(key, part < parts.length);
          if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
          const shown = await whereItIs(turn.ritual.id, () => messages.show({ key, to, inThreadOf, content }));
          if (shown?.kind !== 'shown') return again(shown);
        }
      },
    }),

    defineJob({
      kind: PROMPT_STATE,
      payload: ofSlot,
      async handle({ payload: { slotId } }) {
        const turn = await viewing.turnOf(db, slotId);
        if (turn === undefined) return undefined;
        const { personId } = turn.slot;
        const to = { person: personId };
        const rows = { ask: (ask: A) => words.rowsFor(ask, personId), action: words.ownRows };
        for (const key of [promptKey(slotId), remindKey(slotId)]) {
          const state = await viewing.prompt(slotId, { isReminder: key === remindKey(slotId) });
          // The engine begins to ask; this keeps true what it has begun.
          if (state === undefined || (await messages.find(db, key)) === undefined) continue;
          const standing = await messages.standing(key, state.kind === 'asked');
          if (standing.kind === 'later') return again(standing);
          if (standing.kind === 'unposted') continue;
          const shown = await messages.show({ key, to, content: promptStateMessage(state, rows) });
          if (shown.kind === 'later') return again(shown);
        }
        return undefined;
      },
    }),

    defineJob({
      kind: PROMPTS_WITH,
      payload: z.strictObject({ workspaceId: z.string(), askId: z.string() }),
      handle: ({ payload: { workspaceId, askId } }) => standups.promptsWith(workspaceId, askId).then(() => undefined),
    }),

    defineJob({
      kind: DIGEST,
      payload: ofOccurrence,
      async handle({ payload: { occurrenceId } }) {
        const week = await viewing.week(occurrenceId);
        const parent = await messages.find(db, parentKey(occurrenceId));
        if (week === undefined || parent?.channel === undefined) return undefined;
        const view = await viewing.parent(occurrenceId);
        const to = { channel: parent.channel };
        const inThreadOf = parentKey(occurrenceId);
        const content = digestMessage(week, words);
        return again(
          await whereItIs(view?.ritual.id ?? '', () =>
            messages.show({ key: digestKey(occurrenceId), to, inThreadOf, content }),
          ),
        );
      },
    }),
  ];

  /** Answers are under it as soon as their message is known, unless Slack refused it. */
  async function isPosted(slotId: string): Promise<boolean> {
    const post = await messages.find(db, postKey(slotId));
    return post !== undefined && post.state !== 'blocked';
  }

  /** A channel that can't be used is its owners' business, who hear of it once; answers are kept (PPL-4). */
  function whereItIs(ritualId: string, show: () => Promise<Shown>): Promise<Shown | undefined> {
    return inChannel(show, (code) => standups.channelTrouble(ritualId, code));
  }
}
