import { z } from 'zod';
import type { MessageContent } from '../../blockkit/message.ts';
import { type Instant, MINUTE, SECOND } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { again } from '../../platform/slack/messages/again.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import type { RetroThread } from '../retro.ts';
import { parentKey } from '../retro-telling-service.ts';
import { topicsMessage } from '../topics/topic-blocks.ts';
import type { Topics } from '../topics/topics-service.ts';
import { resultMessage } from './result-blocks.ts';
import type { VoteResults } from './results-service.ts';
import { voteMessage } from './vote-blocks.ts';
import type { Votes } from './vote-service.ts';
import { RESULT, resultKey, TOPICS, topicsKey, VOTE, voteKey } from './vote-telling-service.ts';

/** Where messages are shown and found. */
export interface VoteMessages {
  readonly messages: Messages;
  readonly db: Db;
  readonly database: Pick<Database, 'transaction'>;
  readonly clock: Clock;
  /** Somebody's Home says what waits for them. */
  readonly onHome: (tx: Tx, personIds: readonly string[]) => Promise<void>;
  /** The address of a message that stands in Slack, by its name. */
  readonly addressOf: (key: string) => Promise<string | undefined>;
  /** Shows something in the thread of a retro; where its channel can't be used, its facilitator hears of it, and this answers nothing. */
  readonly reply: (retro: RetroThread, key: string, content: MessageContent) => Promise<Shown | undefined>;
}

/** The work that asks people for their votes, and shows what is voted on and what came of it. */
export function voteJobs(
  { votes, topics, results }: { readonly votes: Votes; readonly topics: Topics; readonly results: VoteResults },
  { messages, db, database, clock, onHome, addressOf, reply }: VoteMessages,
): readonly JobKind[] {
  return [
    defineJob({
      kind: VOTE,
      payload: z.strictObject({ retroId: z.string(), personId: z.string() }),
      async handle({ payload: { retroId, personId } }) {
        const state = await votes.turn(retroId, personId);
        if (state === undefined) return undefined;
        await database.transaction((tx) => onHome(tx, [personId]), 'later');
        const key = voteKey(retroId, personId);
        const standing = await messages.standing(key, state.kind === 'asked');
        if (standing.kind === 'later') return again(standing);
        if (standing.kind === 'unposted') return votes.notAskedVote(retroId, personId);
        if (standing.kind === 'new') {
          const mayFrom = await votes.mayAskVote(retroId, personId);
          if (mayFrom !== undefined) return later(mayFrom);
        }
        // The head of its thread, which stands already: the result itself may come a little later than this.
        const content = voteMessage(state, await addressOf(parentKey(retroId)));
        return again(await messages.show({ key, to: { person: personId }, content }));
      },
    }),

    defineJob({
      kind: TOPICS,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const view = await topics.view(db, retroId);
        if (view === undefined) return undefined;
        const key = topicsKey(retroId);
        // A vote that is over before anybody could see what is voted on needs no such reply any more.
        const standing = await messages.standing(key, view.retro.phase === 'voting');
        if (standing.kind === 'later' || standing.kind === 'unposted') return again(standing);
        if (standing.kind === 'new' && !(await isItsTurn(view.retro))) return later(clock.now() + NEXT_LOOK);
        return again(await reply(view.retro, key, topicsMessage(view)));
      },
    }),

    defineJob({
      kind: RESULT,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const found = await results.resultOf(retroId);
        if (found === undefined) return undefined;
        return again(await reply(found.retro, resultKey(retroId), resultMessage(found)));
      },
    }),
  ];

  /** Cards first, then what is voted on. If those can't be posted, they hold it up for a while only. */
  async function isItsTurn({ id, phaseSince }: { readonly id: string; readonly phaseSince: Instant }) {
    const cards = await messages.find(db, `retro.reveal:${id}`);
    return cards?.ts !== undefined || cards?.state === 'blocked' || clock.now() > phaseSince + WAITS_FOR_CARDS;
  }
}

/** How soon a reply looks again whether the one before it stands. */
const NEXT_LOOK = 2 * SECOND;
const WAITS_FOR_CARDS = 5 * MINUTE;
