import { type Check, MOST_FOUND } from '../../platform/check.ts';
import type { MessageOwner } from '../../platform/message-owner.ts';
import { scrubJob } from '../cards/scrub-service.ts';
import { deleteBallots } from './ballot-store.ts';
import { votesKept } from './vote-checks-store.ts';
import type { VoteDeps } from './vote-ports-service.ts';
import { createVoteTelling } from './vote-telling-service.ts';

/** What must hold of votes and their messages. */
export function voteChecks(deps: Pick<VoteDeps, 'clock' | 'jobs' | 'retros'>): {
  readonly checks: readonly Check[];
  readonly messageOwner: MessageOwner;
} {
  const telling = createVoteTelling(deps);
  return {
    checks: [
      {
        name: 'retro.ballots-kept',
        says: (count) =>
          `Of ${count === 1 ? 'a vote' : `${count} votes`} that ended it is still known who voted for what.`,
        find: (read) => votesKept(read, MOST_FOUND),
        async repair(tx, retroId) {
          if (await deleteBallots(tx, retroId))
            await deps.jobs.enqueue(tx, scrubJob('votes', retroId, deps.clock.now()));
        },
      },
    ],
    messageOwner: {
      drivenBy: ({ key, state }) => (state === 'blocked' || placeIn(key) === undefined ? undefined : key),
      async redo(tx, key) {
        const place = placeIn(key);
        if (place?.what === 'topics') await telling.topics(tx, place.retroId);
        if (place?.what === 'result') await telling.result(tx, place.retroId);
        if (place?.what === 'vote') await telling.voter(tx, place.retroId, place.personId);
      },
    },
  };
}

/** Which message of a vote this is; undefined for any other message. */
function placeIn(key: string) {
  const [, what, retroId, personId = ''] = /^retro\.(topics|result|vote):([^:]+)(?::([^:]+))?$/.exec(key) ?? [];
  return retroId === undefined ? undefined : { what, retroId, personId };
}
