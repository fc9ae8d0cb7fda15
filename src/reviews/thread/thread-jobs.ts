import { z } from 'zod';
import { SECOND } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import { inChannel } from '../../platform/slack/messages/in-channel.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import type { Decision } from '../deciding/agenda-blocks.ts';
import type { Reviews } from '../service.ts';
import { DEADLINE, LEAD, leadKey, mayOvertake, PARENT, parentKey, RESULT, resultKey } from '../telling-service.ts';
import { resultBlocks, resultMessage, saidLines } from './result-blocks.ts';
import { parentMessage, replyMessage } from './thread-blocks.ts';

/** Where messages are shown and found. */
export interface ThreadMessages {
  readonly messages: Messages;
  readonly db: Db;
  readonly clock: Clock;
  /** How a decision reads. */
  readonly decision: Decision;
}

/** How soon a reply looks again whether the one before it stands. */
const NEXT_LOOK = 2 * SECOND;

/** The work that keeps the thread of a review like the review, and ends it in time. */
export function threadJobs(reviews: Reviews, { messages, db, clock, decision }: ThreadMessages): readonly JobKind[] {
  return [
    defineJob({
      kind: PARENT,
      payload: z.strictObject({ reviewId: z.string() }),
      async handle({ payload: { reviewId } }) {
        const view = await reviews.thread.parent(reviewId);
        if (view === undefined) return undefined;
        const key = parentKey(reviewId);
        const to = { channel: view.review.channelId };
        const found = await reviews.results.resultsOf(reviewId);
        const results = found === undefined ? [] : resultBlocks(found.results, view.review.isAnonymous);
        const content = parentMessage(view, { results, decision });
        return again(await whereItIs(reviews, reviewId, () => messages.show({ key, to, content })));
      },
    }),

    defineJob({
      kind: LEAD,
      payload: z.strictObject({ reviewId: z.string(), leadId: z.string() }),
      async handle({ payload: { reviewId, leadId } }) {
        const view = await reviews.thread.reply(reviewId, leadId);
        if (view === undefined) return undefined;
        const key = leadKey(reviewId, leadId);
        // One that is called off before it was posted needs no reply any more.
        const standing = await messages.standing(key, view.review.state !== 'called-off');
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        if (standing.kind === 'new' && !(await isItsTurn(view))) return later(clock.now() + NEXT_LOOK);
        const to = { channel: view.review.channelId };
        const inThreadOf = parentKey(reviewId);
        const found = await reviews.results.resultOf(reviewId, leadId);
        const said =
          found === undefined
            ? []
            : saidLines(found.result, { isAnonymous: view.review.isAnonymous, names: found.names });
        const content = replyMessage(view, { said, decision });
        return again(await whereItIs(reviews, reviewId, () => messages.show({ key, to, inThreadOf, content })));
      },
    }),

    defineJob({
      kind: RESULT,
      payload: z.strictObject({ reviewId: z.string() }),
      async handle({ payload: { reviewId } }) {
        const found = await reviews.results.resultsOf(reviewId);
        if (found === undefined) return undefined;
        const { review, results, tookPart } = found;
        const { number, isAnonymous, channelId } = review;
        const key = resultKey(reviewId);
        const inThreadOf = parentKey(reviewId);
        const to = { channel: channelId };
        const content = resultMessage({ number, isAnonymous, results, tookPart });
        return again(await whereItIs(reviews, reviewId, () => messages.show({ key, to, inThreadOf, content })));
      },
    }),

    defineJob({
      kind: DEADLINE,
      payload: z.strictObject({ reviewId: z.string() }),
      async handle({ payload: { reviewId }, settle }) {
        return later(await reviews.endAtDeadline(reviewId, settle));
      },
    }),
  ];

  /** Replies stand in the order of the review. One that can't be posted holds up the next ones for a while only. */
  async function isItsTurn({ review, lead }: NonNullable<Awaited<ReturnType<typeof reviews.thread.reply>>>) {
    const before = await reviews.thread.before(review.id, lead);
    if (before === undefined || mayOvertake(review, lead.position, clock.now())) return true;
    const shown = await messages.find(db, leadKey(review.id, before.leadId));
    return shown?.ts !== undefined || shown?.state === 'blocked';
  }
}

/** A channel that can't be used is the manager's business, who hears of it once; raters go on in their messages (PPL-4). */
const whereItIs = (
  reviews: Pick<Reviews, 'channelTrouble'>,
  reviewId: string,
  show: () => Promise<Shown>,
): Promise<Shown | undefined> => inChannel(show, (code) => reviews.channelTrouble(reviewId, code));
