import { z } from 'zod';
import type { MessageContent } from '../../blockkit/message.ts';
import { MINUTE, SECOND } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import type { RetroThread } from '../retro.ts';
import { resultKey } from '../voting/vote-telling-service.ts';
import { type DecisionLines, movedMessage, topicMessage } from './decided-blocks.ts';
import type { Deciding, DecidingView } from './deciding-service.ts';
import { MOVED, movedKey, TOPIC, topicKey } from './deciding-telling-service.ts';

/** Where messages are shown and found. */
export interface DecidingMessages {
  readonly messages: Messages;
  readonly db: Db;
  readonly clock: Clock;
  readonly how: DecisionLines;
  /** Shows something in the thread of a retro; where its channel can't be used, its facilitator hears of it, and this answers nothing. */
  readonly reply: (retro: RetroThread, key: string, content: MessageContent) => Promise<Shown | undefined>;
}

/** The work that shows what is decided, and what earlier decisions have moved. */
export function decidingJobs(
  deciding: Deciding,
  { messages, db, clock, how, reply }: DecidingMessages,
): readonly JobKind[] {
  return [
    defineJob({
      kind: TOPIC,
      payload: z.strictObject({ retroId: z.string(), topicId: z.string() }),
      async handle({ payload: place }) {
        const view = await deciding.topic(place);
        if (view === undefined) return undefined;
        const key = topicKey(place);
        const { retro, item } = view;
        // One that is over before anybody could decide needs no such reply any more.
        const standing = await messages.standing(key, retro.phase === 'deciding');
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        if (standing.kind === 'new' && !(await isItsTurn(view))) return later(clock.now() + NEXT_LOOK);
        const content = topicMessage(
          { ...view, isEnded: item.end !== undefined, isOpen: retro.phase === 'deciding' },
          how,
        );
        return again(await reply(retro, key, content));
      },
    }),

    defineJob({
      kind: MOVED,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const key = movedKey(retroId);
        // It says what stood when the retro began.
        if ((await messages.find(db, key))?.state === 'shown') return undefined;
        const view = await deciding.moved(retroId);
        if (view === undefined) return undefined;
        return again(await reply(view.retro, key, movedMessage(view, how)));
      },
    }),
  ];

  /** After the result, in the order in which people talk of them. One that can't be posted holds up the next ones for a while only. */
  async function isItsTurn({ retro, item }: DecidingView): Promise<boolean> {
    if (clock.now() - retro.phaseSince > MAY_OVERTAKE) return true;
    const all = await deciding.itemsOf(retro.id);
    const before = all.find(({ position }) => position === item.position - 1);
    const shown = await messages.find(db, before === undefined ? resultKey(retro.id) : topicKey(before));
    return shown?.ts !== undefined || shown?.state === 'blocked';
  }
}

/** How soon a reply looks again whether the one before it stands, and how long at most. */
const NEXT_LOOK = 2 * SECOND;
const MAY_OVERTAKE = 5 * MINUTE;
