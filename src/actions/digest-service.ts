import type { ActionView } from '../core/action.ts';
import { createWeeklyReading } from '../platform/weekly-reading.ts';
import { readers } from './digest-store.ts';
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
  const { isReader, set, tellWeek } = createWeeklyReading({
    database,
    clock,
    readers,
    hoursOf: (tx, workspaceId, person) => people.calendarOf(tx, workspaceId, { person }),
    officeOf: (tx, workspaceId) => people.calendarOf(tx, workspaceId, { team: 'sales' }),
    mayRead: async (tx, personId) => mayDecide(await people.rightsOf(tx, personId)),
    look: (tx, personId, runAt) =>
      jobs.enqueue(tx, { kind: DIGEST, key: digestKey(personId), payload: { personId }, runAt, mode: 'latest' }),
    tell: (tx, { personId, workspaceId }, { on }) =>
      notify(tx, {
        key: `${WEEK}:${personId}:${on}`,
        workspaceId,
        recipient: { person: personId },
        kind: WEEK,
        subject: personId,
        at: clock.now(),
      }),
  });

  return {
    isReader,
    tellWeek,

    /** Somebody reads it each week from now on, or no more. False for whoever is in neither team. */
    async setWeekly(actor: ActionActor, isOn: boolean): Promise<boolean> {
      if (!mayDecide(actor)) return false;
      await set(actor, isOn);
      return true;
    },

    /** What they read of it: as it stands now; undefined if there is nothing to do, or they don't read it any more. */
    async week(
      personId: string,
    ): Promise<{ readonly open: readonly ActionView[]; readonly viewer: ActionViewer } | undefined> {
      const reader = await readers.find(db, personId);
      const open = reader && (await listOpen(db, reader.workspaceId));
      if (open === undefined || open.length === 0) return undefined;
      const viewer = { id: personId, ...(await people.rightsOf(db, personId)) };
      return { open: await viewing.viewsOf(db, open), viewer };
    },
  };
}
