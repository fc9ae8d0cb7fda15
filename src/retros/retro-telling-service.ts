import { type Instant, SECOND } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { RetrosDeps } from './ports-service.ts';
import type { Retro } from './retro.ts';

/** Kinds of the jobs that keep the messages of a retro like the retro, and move it on in time. */
export const PARENT = 'retros.parent';
export const TURN = 'retros.turn';
export const PHASE = 'retros.phase';

/** Names of messages. */
export const parentKey = (retroId: string): string => `retro.parent:${retroId}`;
export const turnKey = (retroId: string, personId: string): string => `retro.collect:${retroId}:${personId}`;

/** The retro whose first message this is; undefined for any other message. */
export const parentPlaceOf = (key: string): string | undefined => /^retro\.parent:([^:]+)$/.exec(key)?.[1];

/** Whose message of which retro this is; undefined for any other message. */
export function turnPlaceOf(key: string): { readonly retroId: string; readonly personId: string } | undefined {
  const [, retroId, personId] = /^retro\.collect:([^:]+):([^:]+)$/.exec(key) ?? [];
  return retroId !== undefined && personId !== undefined ? { retroId, personId } : undefined;
}

/** So soon the parent counts who is done: several often are at about the same moment. */
const PROGRESS_PAUSE = 10 * SECOND;

export type RetroTelling = ReturnType<typeof createRetroTelling>;

/** Asks for the messages of a retro to be brought up to date, in the transaction of what has changed. */
export function createRetroTelling({ clock, jobs }: Pick<RetrosDeps, 'clock' | 'jobs'>) {
  return {
    parent: (tx: Tx, retroId: string): Promise<void> => parentAt(tx, retroId, clock.now()),

    /** One more is done. */
    progress: (tx: Tx, retroId: string): Promise<void> => parentAt(tx, retroId, clock.now() + PROGRESS_PAUSE),

    turn: (tx: Tx, retroId: string, personId: string): Promise<void> =>
      jobs.enqueue(tx, turnJob(retroId, personId, clock.now())),

    turns: (tx: Tx, retroId: string, personIds: readonly string[]): Promise<void> =>
      jobs.enqueueAll(
        tx,
        personIds.map((personId) => turnJob(retroId, personId, clock.now())),
      ),

    /** When its phase is over; asked again whenever that moves. */
    phase: (tx: Tx, { id, phaseDueAt }: Pick<Retro, 'id' | 'phaseDueAt'>): Promise<void> =>
      jobs.enqueue(tx, {
        kind: PHASE,
        key: `${PHASE}:${id}`,
        payload: { retroId: id },
        runAt: phaseDueAt ?? clock.now(),
        mode: 'latest',
      }),
  };

  function parentAt(tx: Tx, retroId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: PARENT, key: parentKey(retroId), payload: { retroId }, runAt, mode: 'latest' });
  }
}

const turnJob = (retroId: string, personId: string, runAt: Instant): Enqueued => ({
  kind: TURN,
  key: turnKey(retroId, personId),
  payload: { retroId, personId },
  runAt,
  mode: 'latest',
});
