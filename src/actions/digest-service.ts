import type { ActionView } from '../core/action.ts';
import { DAY, type Instant } from '../core/instants.ts';
import { standing } from '../core/weeks.ts';
import type { Tx } from '../platform/db/database.ts';
import * as store from './digest-store.ts';
import type { ActionActor, ActionsDeps } from './ports-service.ts';
import { type ActionViewer, mayDecide } from './rights.ts';
import { listOpen } from './store.ts';
import type { createViewing } from './viewing-service.ts';

/** The kind of the job that tells one reader each week what is still to be done. */
export const DIGEST = 'action.digest';
/** The kind of what they read. */
export const WEEK = 'action.week';

export const digestKey = (personId: string): string => `${DIGEST}:${personId}`;

/** What is still to be done, once a week and unasked, for whoever has chosen that. */
export function createActionDigests(
  { database, clock, jobs, people, notify }: ActionsDeps,
  viewing: Pick<ReturnType<typeof createViewing>, 'viewsOf'>,
) {
  const { db } = database;

  return {
    isReader: async (personId: string): Promise<boolean> => (await store.findReader(db, personId)) !== undefined,

    /** Somebody reads it each week from now on, or no more. False for whoever is in neither team. */
    async setWeekly(actor: ActionActor, isOn: boolean): Promise<boolean> {
      if (!mayDecide(actor)) return false;
      const { id: personId, workspaceId } = actor;
      await database.transaction(async (tx) => {
        if (!isOn) return store.deleteReader(tx, personId);
        const now = clock.now();
        if (await store.insertReader(tx, { personId, workspaceId, since: now })) await look(tx, personId, now);
      });
      return true;
    },

    /**
     * Tells one reader on the first working morning of a week, once; after downtime of the last week only. Answers when to look again;
     * nothing once they don't read it any more, or are gone.
     */
    tellWeek: (personId: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const reader = await store.findReader(tx, personId);
        if (reader === undefined) return undefined;
        if (!mayDecide(await people.rightsOf(tx, personId))) {
          await store.deleteReader(tx, personId);
          return undefined;
        }
        const now = clock.now();
        const { due, next } = await standingFor(tx, reader, now);
        if (due !== undefined && due.dueAt >= reader.since && due.on !== reader.toldOn) {
          await store.markTold(tx, personId, due.on);
          await notify(tx, {
            key: `${WEEK}:${personId}:${due.on}`,
            workspaceId: reader.workspaceId,
            recipient: { person: personId },
            kind: WEEK,
            subject: personId,
            at: now,
          });
        }
        return next ?? now + 7 * DAY;
      }),

    /** What they read of it: as it stands now; undefined if there is nothing to do, or they don't read it any more. */
    async week(
      personId: string,
    ): Promise<{ readonly open: readonly ActionView[]; readonly viewer: ActionViewer } | undefined> {
      const reader = await store.findReader(db, personId);
      const open = reader && (await listOpen(db, reader.workspaceId));
      if (open === undefined || open.length === 0) return undefined;
      const viewer = { id: personId, ...(await people.rightsOf(db, personId)) };
      return { open: await viewing.viewsOf(db, open), viewer };
    },
  };

  /** By their own days; of whoever has no hours, by the office's. */
  async function standingFor(tx: Tx, { personId, workspaceId }: store.DigestReader, now: Instant) {
    const own = standing(await people.calendarOf(tx, workspaceId, { person: personId }), now);
    if (own.next !== undefined) return own;
    return standing(await people.calendarOf(tx, workspaceId, { team: 'sales' }), now);
  }

  function look(tx: Tx, personId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: DIGEST, key: digestKey(personId), payload: { personId }, runAt, mode: 'latest' });
  }
}
