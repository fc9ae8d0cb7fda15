import { DAY, type Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { arrivedIn } from '../arrived.ts';
import * as endpointStore from '../endpoints/endpoints-store.ts';
import { HAND_OVER, type HandingOver, handOverKey, NOT_SET_UP, type Replayed } from '../handing-service.ts';
import * as kept from '../kept-store.ts';
import type { IntakeDeps } from '../service.ts';
import { unpackText } from '../unpacking-service.ts';

/** The kind of the job that forgets what was sent long ago. */
export const PURGE = 'intake.purge';

/** A delivery that made no lead, without anybody's words. */
export interface DeadLetter {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly reason: string;
  /** What its values are called in a mapping. */
  readonly paths: readonly string[];
}

/** What came of trying several again. */
export interface ReplayedAll {
  readonly leads: number;
  readonly dead: number;
  /** So many are to be tried the next time. */
  readonly left: number;
}

const WORDS_LAST = 30 * DAY;
const MOST_SHOWN = 20;
const MOST_AT_ONCE = 50;
const PURGED_AT_ONCE = 200;

/** Deliveries that made no lead: shown, tried again, and forgotten. */
export function createDeadLetters({ database, clock, jobs }: IntakeDeps, handing: HandingOver) {
  const { db } = database;

  return {
    /** What is dead at one endpoint, newest first; undefined if there is no such endpoint. */
    async deadLetters(workspaceId: string, endpointId: string, most = MOST_SHOWN) {
      const endpoint = await endpointStore.findEndpoint(db, endpointId);
      if (endpoint?.workspaceId !== workspaceId) return undefined;
      const rows = await kept.listDead(db, endpointId, most);
      const letters = rows.map(({ id, receivedAt, reason, body }): DeadLetter => {
        const unpacked = unpackText(endpoint, body);
        const paths = unpacked.kind === 'lead' ? arrivedIn(unpacked.payload).map(({ path }) => path) : [];
        return { id, receivedAt, reason, paths };
      });
      const count = (await kept.countDead(db, [endpointId])).get(endpointId) ?? 0;
      return { endpoint, letters, count };
    },

    /** Where a delivery came to; undefined if it isn't one of this workspace. */
    async endpointOf(workspaceId: string, deliveryId: string): Promise<string | undefined> {
      const endpointId = await kept.findEndpointId(db, deliveryId);
      const endpoint = endpointId === undefined ? undefined : await endpointStore.findEndpoint(db, endpointId);
      return endpoint?.workspaceId === workspaceId ? endpoint.id : undefined;
    },

    /** Tries one again with the mapping of now. However often and by however many it is asked for, it makes one lead. */
    async replay(workspaceId: string, deliveryId: string): Promise<Replayed> {
      return database.transaction((tx) => handing.tryAgain(tx, deliveryId, workspaceId));
    },

    /** Tries all of one endpoint again, the oldest first, at most fifty at once: somebody waits for the answer. */
    async replayAll(workspaceId: string, endpointId: string): Promise<ReplayedAll> {
      const before = await kept.listDeadIds(db, endpointId);
      let leads = 0;
      for (const id of before.slice(0, MOST_AT_ONCE)) {
        const { kind } = await database.transaction((tx) => handing.tryAgain(tx, id, workspaceId));
        if (kind === 'lead' || kind === 'seen') leads += 1;
      }
      const tried = Math.min(before.length, MOST_AT_ONCE);
      return { leads, dead: tried - leads, left: before.length - tried };
    },

    /** The same by the process that works; for the command line. An id of a delivery or of an endpoint; how many will be tried. */
    async askReplay(workspaceId: string, id: string): Promise<number> {
      const endpoint = await endpointStore.findEndpoint(db, id);
      const isOne = (await kept.findKept(db, id)) !== undefined;
      const isAll = endpoint?.workspaceId === workspaceId;
      const dead = isAll ? await kept.listDeadIds(db, id) : isOne ? [id] : [];
      await database.transaction(async (tx) => {
        for (const deliveryId of dead) {
          await jobs.enqueue(tx, {
            kind: HAND_OVER,
            key: handOverKey(deliveryId),
            payload: { deliveryId },
            runAt: clock.now(),
            mode: 'latest',
          });
        }
      });
      return dead.length;
    },

    /** Asks for `purge` where there is something to forget; asked every minute. */
    async askPurge(): Promise<void> {
      if ((await oldWords(1)).length === 0) return;
      const key = `${PURGE}:${dateAt(clock.now(), 'UTC')}`;
      await database.transaction((tx) =>
        jobs.enqueue(tx, { kind: PURGE, key, payload: {}, runAt: clock.now(), mode: 'latest' }),
      );
    },

    /**
     * Forgets what was sent more than thirty days ago; that it was sent, and what it made, stays. What waits for the set-up is
     * kept: its sender was told that it will be a lead.
     */
    async purge(): Promise<void> {
      for (;;) {
        const ids = await oldWords(PURGED_AT_ONCE);
        if (ids.length === 0) return;
        await database.transaction((tx) => kept.forgetWords(tx, ids));
      }
    },
  };

  async function oldWords(most: number): Promise<string[]> {
    const before = clock.now() - WORDS_LAST;
    for (const id of await endpointStore.listAllIds(db)) {
      const found = await kept.listWordsBefore(db, id, { before, keep: NOT_SET_UP, most });
      if (found.length > 0) return found;
    }
    return [];
  }
}
