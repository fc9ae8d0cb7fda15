import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { HeadsUpsDeps } from './ports-service.ts';

/** Kinds of the jobs that keep the message and the cards of a heads-up like it, and remind. */
export const PARENT = 'headsups.parent';
export const REMIND = 'headsups.remind';

/** Kinds of what people hear unasked. */
export const REMINDER = 'heads-up.reminder';
export const CONCERNED = 'heads-up.concern';
export const CHANNEL_TROUBLE = 'heads-up.channel';

/** The name of the message of a heads-up. */
export const parentKey = (id: string): string => `heads-up.parent:${id}`;

/** The heads-up whose message this is; undefined for any other message. */
export const headsUpOf = (key: string): string | undefined => /^heads-up\.parent:([^:]+)$/.exec(key)?.[1];

export type HeadsUpTelling = ReturnType<typeof createTelling>;

/** Asks for what a change of a heads-up asks for, in its transaction. */
export function createTelling({ clock, jobs }: Pick<HeadsUpsDeps, 'clock' | 'jobs'>) {
  return {
    parent: (tx: Tx, id: string): Promise<void> => jobs.enqueue(tx, jobOf(PARENT, id, clock.now())),
    parents: (tx: Tx, ids: readonly string[]): Promise<void> =>
      jobs.enqueueAll(
        tx,
        ids.map((id) => jobOf(PARENT, id, clock.now())),
      ),
    remind: (tx: Tx, id: string, at: Instant): Promise<void> => jobs.enqueue(tx, jobOf(REMIND, id, at)),
  };
}

const jobOf = (kind: string, headsUpId: string, runAt: Instant): Enqueued => ({
  kind,
  key: kind === PARENT ? parentKey(headsUpId) : `${kind}:${headsUpId}`,
  payload: { headsUpId },
  runAt,
  mode: 'latest',
});
