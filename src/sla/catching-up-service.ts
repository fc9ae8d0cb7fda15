import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { insertEvent } from './events-store.ts';
import { stepsOf } from './ladder.ts';
import { lookKey, type SlaParts } from './ports-service.ts';
import type { Pause, SlaClock } from './promise.ts';
import type { Running } from './running-service.ts';
import * as store from './store.ts';

/** What an edit has moved into the past is recorded, and never told (rule 2.1.10). */
export function createCatchingUp({ jobs }: Pick<SlaParts, 'jobs'>, { lookNext }: Running) {
  return {
    /** Brings a clock that an edit has moved or begun to where it would be by now; what is still ahead of it is told in its time. */
    async catchUp(tx: Tx, moved: SlaClock, pauses: readonly Pause[], now: Instant): Promise<void> {
      const isLate = now > moved.dueAt;
      await passOver(tx, moved, pauses, { until: isLate ? Number.POSITIVE_INFINITY : now, now });
      if (isLate) await lateInSilence(tx, moved, now);
      else await lookNext(tx, moved, pauses, now);
    },
  };

  async function lateInSilence(tx: Tx, moved: SlaClock, now: Instant): Promise<void> {
    if (!(await store.moveClock(tx, moved, { state: 'late' }))) return;
    const event = { clockId: moved.id, kind: 'late', at: moved.dueAt, recordedAt: now, isRetroactive: true } as const;
    await insertEvent(tx, event);
    await jobs.cancel(tx, lookKey(moved.id));
  }

  /** Steps that the edit has moved into the past count as done: nobody is told of them. */
  async function passOver(
    tx: Tx,
    moved: SlaClock,
    pauses: readonly Pause[],
    { until, now }: { until: Instant; now: Instant },
  ): Promise<void> {
    for (const { at, after, level } of stepsOf(moved, pauses)) {
      if (after === 0 || at > until) continue;
      const kind = after < 0 ? 'warned' : 'told';
      await insertEvent(tx, { clockId: moved.id, kind, level, at, recordedAt: now, isRetroactive: true });
    }
  }
}
