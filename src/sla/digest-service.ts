import { nextOpening } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import * as policies from './policies-store.ts';
import { DIGEST, type Settle, type SlaParts } from './ports-service.ts';
import type { SlaClock } from './promise.ts';
import * as store from './store.ts';

/** More than that is not read in one message. */
const MOST_TOLD = 100;

/** Where a ladder ends, a list of what is late comes each morning, until nothing is. */
export function createDigest({ database, clock, jobs, tell }: SlaParts) {
  return {
    /** Something is late whose promise asks for a list: the next one comes on the next working day. */
    async wakeDigest(tx: Tx, { policy, workspaceId }: SlaClock): Promise<void> {
      const runAt = policy.hasDigest ? nextMorning(policy.calendar, clock.now()) : undefined;
      if (runAt === undefined) return;
      const key = `late-digest:${workspaceId}`;
      await jobs.enqueue(tx, { kind: DIGEST, key, payload: { workspaceId }, runAt, mode: 'latest' });
    },

    /** Tells what is late, and asks to be called on the next working day; with nothing late there is nothing more to do. */
    async digest(workspaceId: string, settle: Settle): Promise<Instant | undefined> {
      return database.transaction(async (tx) => {
        const clocks = await store.lateNow(tx, workspaceId, MOST_TOLD);
        const calendar = (await policies.findPolicy(tx, workspaceId))?.current.calendar;
        if (clocks.length === 0 || calendar === undefined) {
          await settle(tx);
          return undefined;
        }
        const now = clock.now();
        await tell(tx, { kind: 'still-late', workspaceId, day: dateAt(now, calendar.zone), clocks });
        return nextMorning(calendar, now);
      });
    },

    /** Announced promises that are late now and are told of each morning, those first that have been longest. */
    lateNow: (read: Db | Tx, workspaceId: string) => store.lateNow(read, workspaceId, MOST_TOLD),
  };
}

function nextMorning(calendar: Calendar, now: Instant): Instant | undefined {
  const { zone } = calendar;
  return nextOpening(calendar, instantAt(addDays(dateAt(now, zone), 1), '00:00', zone));
}
