import { type Instant, MINUTE } from '../core/instants.ts';
import { isSameWeek } from '../core/week-days.ts';
import type { Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import { deleteCadence, findCadence, insertCadence, markAskedOn } from './cadence-store.ts';
import type { StandupAsk, StandupDeps } from './ports-service.ts';
import type { StandupTurn } from './ritual.ts';
import { type createSnapshots, promptSnapshotId } from './snapshot-service.ts';
import * as store from './store.ts';
import { type createTelling, promptKey, remindKey } from './telling-service.ts';
import type { Viewing } from './viewing-service.ts';

/** Decides whether somebody is asked, and freezes what they are shown. */
export function createAsking<A extends StandupAsk, C>(
  deps: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'manners' | 'onDay' | 'quietUntil'>,
  snapshots: ReturnType<typeof createSnapshots<A, C>>,
  viewing: Viewing<A, C>,
  telling: ReturnType<typeof createTelling<A, C>>,
) {
  const { database, clock, manners, onDay } = deps;
  const { db } = database;

  return {
    /** Why somebody is left in peace: they have heard enough today, or are asked once a week and have been. Undefined if they are asked. */
    async prepare(turn: StandupTurn): Promise<'over-budget' | 'weekly' | undefined> {
      const { slot } = turn;
      const id = promptSnapshotId(slot.id);
      // Frozen by an attempt that a crash ended: they may have seen it.
      if ((await store.findSnapshot(db, id)) !== undefined) return undefined;
      const cadence = await findCadence(db, slot.ritualId, slot.personId);
      if (cadence?.askedOn !== undefined && isSameWeek(cadence.askedOn, slot.localDate)) return 'weekly';
      const snapshot = await snapshots.make(db, turn, id, clock.now());
      return database.transaction(async (tx) => {
        const message = { key: promptKey(slot.id), personId: slot.personId };
        if (!(await manners.reserve(tx, message))) return 'over-budget';
        await store.insertSnapshot(tx, snapshot);
        if (cadence !== undefined) await markAskedOn(tx, slot.ritualId, slot.personId, slot.localDate);
        return undefined;
      });
    },

    /** DEL-8: until when somebody wants quiet. Slack is asked at its pace for a while; a crowd is reminded all the same. */
    async quietUntil({ slot }: StandupTurn): Promise<Instant | undefined> {
      try {
        return await deps.quietUntil(slot.personId);
      } catch (error) {
        const isTooLong = clock.now() > (slot.remindAt ?? 0) + ASKED_FOR;
        if (error instanceof Permanent || isTooLong) return undefined;
        throw error;
      }
    },

    mayRemind: ({ slot }: StandupTurn): Promise<boolean> =>
      database.transaction((tx) => manners.reserve(tx, { key: remindKey(slot.id), personId: slot.personId })),

    /** A message was not needed any more. */
    spare: (key: string): Promise<void> => database.transaction((tx) => manners.release(tx, key)),

    /** A message has gone out. */
    async told(tx: Tx, { slot }: StandupTurn): Promise<void> {
      await onDay?.(tx, [slot.personId]);
    },

    /** The fatigue rule: from now on once a week, on the first of their days of it; or every day again. */
    async setCadence(actorId: string, slotId: string, cadence: 'weekly' | 'daily'): Promise<'done' | 'not-yours'> {
      return database.transaction(async (tx) => {
        const turn = await viewing.turnOf(tx, slotId);
        if (turn?.slot.personId !== actorId) return 'not-yours';
        const { ritualId, localDate } = turn.slot;
        if (cadence === 'daily') await deleteCadence(tx, ritualId, actorId);
        else await insertCadence(tx, { ritualId, personId: actorId, sinceAt: clock.now(), askedOn: localDate });
        await telling.promptState(tx, turn.slot);
        return 'done';
      });
    },
  };
}

/** For how long a reminder waits to hear whether its person wants quiet. */
const ASKED_FOR = 5 * MINUTE;
