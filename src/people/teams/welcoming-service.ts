import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import * as store from '../store.ts';
import * as teams from './teams-store.ts';

/** The kind of the job that tells somebody that they have been added. */
export const WELCOME = 'people.welcome';

/** Names that job, and the message. */
export const welcomeKey = (personId: string): string => `welcome:${personId}`;

/** Whether somebody may be written to unasked once more today, by a message of this name; else from when on. */
export type PeaceFrom = (
  tx: Tx,
  message: { readonly key: string; readonly personId: string },
) => Promise<Instant | undefined>;

interface WelcomingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly peaceFrom: PeaceFrom | undefined;
}

/** What people hear without having asked: that somebody has added them to a team, before anything else. */
export function createWelcoming({ database, clock, jobs, peaceFrom }: WelcomingDeps) {
  const { db } = database;
  return {
    /** Lets somebody be told that they have been added. */
    welcome: (tx: Tx, personId: string): Promise<void> =>
      jobs.enqueue(tx, {
        kind: WELCOME,
        key: welcomeKey(personId),
        payload: { personId },
        runAt: clock.now(),
        mode: 'once',
      }),

    addedBy: (personId: string) => teams.addedBy(db, personId),

    /** False only between being added to a team by somebody else and being told so. */
    async isWelcomed(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      const by = await teams.addedBy(read, personId);
      return person?.welcomedAt !== undefined || by === undefined || by === personId;
    },

    /** Records that a person was told, together with the completion of the job that told them. */
    async markWelcomed(personId: string, settle: (tx: Tx) => Promise<void>): Promise<void> {
      await database.transaction(async (tx) => {
        await store.markWelcomed(tx, personId, clock.now());
        await settle(tx);
      });
    },

    /** Takes one of the messages that somebody may get today unasked; undefined, or when to try again. */
    mayTell: (personId: string, key: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => peaceFrom?.(tx, { key, personId })),
  };
}
