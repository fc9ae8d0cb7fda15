import type { Tx } from '../../platform/db/database.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';
import type { VoteDeps } from './vote-ports-service.ts';

/** Kinds of the jobs that keep the messages of a vote like the vote. */
export const VOTE = 'retros.vote';
export const TOPICS = 'retros.topics';
export const RESULT = 'retros.result';

/** Names of messages. */
export const voteKey = (retroId: string, personId: string): string => `retro.vote:${retroId}:${personId}`;
export const topicsKey = (retroId: string): string => `retro.topics:${retroId}`;
export const resultKey = (retroId: string): string => `retro.result:${retroId}`;

export type VoteTelling = ReturnType<typeof createVoteTelling>;

/** Asks for the messages of a vote to be brought up to date, in the transaction of what has changed. */
export function createVoteTelling({ clock, jobs, retros }: Pick<VoteDeps, 'clock' | 'jobs' | 'retros'>) {
  return {
    /** What somebody is asked, and what they have said. */
    voter: (tx: Tx, retroId: string, personId: string): Promise<void> => jobs.enqueue(tx, voteJob(retroId, personId)),

    /** The same of everybody who takes part. */
    async voters(tx: Tx, retroId: string): Promise<void> {
      const all = await retros.peopleOf(tx, retroId);
      await jobs.enqueueAll(
        tx,
        all.map(({ personId }) => voteJob(retroId, personId)),
      );
    },

    /** What is voted on. */
    topics: (tx: Tx, retroId: string): Promise<void> =>
      jobs.enqueue(tx, jobOf(TOPICS, topicsKey(retroId), { retroId })),

    /** What came of it. */
    result: (tx: Tx, retroId: string): Promise<void> =>
      jobs.enqueue(tx, jobOf(RESULT, resultKey(retroId), { retroId })),
  };

  function voteJob(retroId: string, personId: string): Enqueued {
    return jobOf(VOTE, voteKey(retroId, personId), { retroId, personId });
  }

  function jobOf(kind: string, key: string, payload: Enqueued['payload']): Enqueued {
    return { kind, key, payload, runAt: clock.now(), mode: 'latest' };
  }
}
