import { DAY, type Instant } from '../core/instants.ts';
import type { PairingDeps } from './ports-service.ts';
import { OFFER } from './telling-service.ts';

/** After so long people know each other by what they do in Slack; then it is time to meet. */
const OFFERED_AFTER = 28 * DAY;

/** The kind of the job that offers it. */
export const OFFER_JOB = 'pairings.offer';

/** Offers managers once to pair people, after four weeks of use; nobody is paired before one of them says so. */
export function createOffer(
  { database, clock, jobs, people, notify, usedSince }: PairingDeps,
  couldBegin: (read: PairingDeps['database']['db'], workspaceId: string) => Promise<boolean>,
) {
  const { db } = database;
  let since: Instant | undefined;
  let isAsked = false;

  return {
    /** Asks once in the life of an installation that it be offered; called each minute. */
    async askOffer(workspaceId: string): Promise<void> {
      if (isAsked) return;
      since ??= await usedSince();
      if (since === undefined || clock.now() < since + OFFERED_AFTER) return;
      const key = `${OFFER_JOB}:${workspaceId}`;
      const job = { kind: OFFER_JOB, key, payload: { workspaceId }, runAt: clock.now(), mode: 'once' } as const;
      await database.transaction((tx) => jobs.enqueue(tx, job));
      isAsked = true;
    },

    /** Tells the managers of both teams, unless people are paired already. */
    async offer(workspaceId: string): Promise<void> {
      if (!(await couldBegin(db, workspaceId))) return;
      const managers = [
        ...(await people.managersOf(db, workspaceId, 'sales')),
        ...(await people.managersOf(db, workspaceId, 'marketing')),
      ];
      await database.transaction(async (tx) => {
        for (const person of new Set(managers))
          await notify(tx, {
            key: `${OFFER}:${workspaceId}:${person}`,
            workspaceId,
            recipient: { person },
            kind: OFFER,
            subject: workspaceId,
            at: clock.now(),
          });
      });
    },

    /** Whether it is still worth offering. */
    isOffered: (workspaceId: string): Promise<boolean> => couldBegin(db, workspaceId),
  };
}
