import { z } from 'zod';
import type { Database, Tx } from '../../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages } from '../../platform/slack/messages/messages.ts';
import type { Reviews } from '../service.ts';
import { leadKey } from '../telling-service.ts';
import { REVEALED } from '../thread/revealing-service.ts';
import { queueMessage } from './queue-blocks.ts';
import { QUEUE, queueKey } from './queue-telling-service.ts';

/** Where messages are shown and found, and what their addresses are. */
export interface ReviewMessages {
  readonly messages: Messages;
  readonly database: Database;
  /** The address of a message that stands in Slack, by its name. */
  readonly addressOf: (key: string) => Promise<string | undefined>;
  /** Called when somebody's message says something else: their Home does too. */
  readonly onHome: (tx: Tx, personIds: readonly string[]) => Promise<void>;
}

/** The work that asks those who judge, and tells leads what was found of them. */
export function queueJobs(
  reviews: Reviews,
  { messages, database, addressOf, onHome }: ReviewMessages,
): readonly JobKind[] {
  return [
    defineJob({
      kind: QUEUE,
      payload: z.strictObject({ reviewId: z.string(), personId: z.string() }),
      async handle({ payload: { reviewId, personId } }) {
        const state = await reviews.queue(reviewId, personId);
        if (state === undefined) return undefined;
        const key = queueKey(reviewId, personId);
        const standing = await messages.standing(key, state.kind === 'asked');
        if (standing.kind === 'later') return again(standing);
        if (standing.kind === 'unposted') {
          await reviews.notAsked(reviewId, personId);
          return later(await reviews.attend(reviewId, personId));
        }
        if (standing.kind === 'new') {
          const mayFrom = await reviews.mayAsk(reviewId, personId);
          // Until they can be asked, they may have gone, or nobody may wait for them any more.
          if (mayFrom !== undefined)
            return later(Math.min(mayFrom, (await reviews.attend(reviewId, personId)) ?? mayFrom));
        }
        const leadId = state.kind === 'asked' ? state.lead.id : undefined;
        const thread = leadId && (await addressOf(leadKey(reviewId, leadId)));
        const content = queueMessage(state, thread);
        const shown = await messages.show({ key, to: { person: personId }, content });
        if (shown.kind === 'later') return again(shown);
        await database.transaction((tx) => onHome(tx, [personId]), 'later');
        return later(await reviews.attend(reviewId, personId));
      },
    }),

    defineJob({
      kind: REVEALED,
      payload: z.strictObject({ reviewId: z.string(), leadId: z.string() }),
      givesWay: true,
      handle: ({ payload: { reviewId, leadId } }) => reviews.publish(reviewId, leadId),
    }),
  ];
}
