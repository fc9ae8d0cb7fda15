import type { ScheduledRun } from '../core/scheduled.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { ritualAnswering } from './answering-service.ts';
import type { RitualsDeps } from './kinds-service.ts';
import * as slots from './slots-store.ts';

/** For features that begin one thing for all who are there that day, such as a review: what it is they know, who and when the engine. */
export function ritualHolding(
  { clock, notify }: RitualsDeps,
  { answer }: Pick<ReturnType<typeof ritualAnswering>, 'answer'>,
) {
  return {
    /** Those who are there for a run. */
    async present(read: Db | Tx, occurrenceId: string): Promise<readonly string[]> {
      const all = await slots.listSlots(read, occurrenceId);
      return all.filter(({ state }) => state === 'pending' || state === 'sent').map(({ personId }) => personId);
    },

    /** Somebody has done their part in what a run began, wherever they did it. */
    async did(tx: Tx, occurrenceId: string, personId: string): Promise<void> {
      const own = (await slots.listSlots(tx, occurrenceId)).find((slot) => slot.personId === personId);
      if (own?.state === 'sent') await answer(tx, own.id, clock.now());
    },

    /** A run has begun nothing: those who look after the schedule hear of it once, by a notice of this kind about the run. */
    async leftOut(tx: Tx, { ritual, occurrence }: ScheduledRun, kind: string): Promise<void> {
      for (const person of ritual.config.owners)
        await notify(tx, {
          key: `${kind}:${occurrence.id}:${person}`,
          workspaceId: ritual.workspaceId,
          recipient: { person },
          kind,
          subject: occurrence.id,
          at: clock.now(),
        });
    },
  };
}
