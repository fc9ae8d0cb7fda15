import type { Tx } from '../../platform/db/database.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';
import type { RetrosDeps } from '../ports-service.ts';
import type { DecidingPlace } from './deciding.ts';

/** Kinds of the jobs that show what is decided, and what earlier decisions have moved. */
export const TOPIC = 'retros.topic';
export const MOVED = 'retros.moved';

/** Names of messages, and of the jobs that keep them. */
export const topicKey = ({ retroId, topicId }: DecidingPlace): string => `retro.topic:${retroId}:${topicId}`;
export const movedKey = (retroId: string): string => `retro.moved:${retroId}`;

/** Which one a key names; undefined for another message. */
export function topicPlaceOf(key: string): DecidingPlace | undefined {
  const [, retroId, topicId] = /^retro\.topic:([^:]+):([^:]+)$/.exec(key) ?? [];
  return retroId === undefined || topicId === undefined ? undefined : { retroId, topicId };
}

export const movedPlaceOf = (key: string): string | undefined => /^retro\.moved:([^:]+)$/.exec(key)?.[1];

export type DecidingTelling = ReturnType<typeof createDecidingTelling>;

/** Asks for the replies of the last phase to be brought up to date, in the transaction of what has changed. */
export function createDecidingTelling({ clock, jobs }: Pick<RetrosDeps, 'clock' | 'jobs'>) {
  return {
    topic: (tx: Tx, place: DecidingPlace): Promise<void> => jobs.enqueue(tx, topicJob(place)),

    topics: (tx: Tx, places: readonly DecidingPlace[]): Promise<void> => jobs.enqueueAll(tx, places.map(topicJob)),

    /** What earlier decisions have moved: counted once, as the retro begins. */
    moved: (tx: Tx, retroId: string): Promise<void> =>
      jobs.enqueue(tx, {
        kind: MOVED,
        key: movedKey(retroId),
        payload: { retroId },
        runAt: clock.now(),
        mode: 'latest',
      }),
  };

  function topicJob({ retroId, topicId }: DecidingPlace): Enqueued {
    const payload = { retroId, topicId };
    return { kind: TOPIC, key: topicKey(payload), payload, runAt: clock.now(), mode: 'latest' };
  }
}
