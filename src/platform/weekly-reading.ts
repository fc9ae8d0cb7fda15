import { DAY, type Instant } from '../core/instants.ts';
import type { Calendar } from '../core/opening-hours.ts';
import { standing } from '../core/weeks.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db/database.ts';
import type { WeeklyReader, weeklyReaders } from './weekly-readers-store.ts';

type Week = NonNullable<ReturnType<typeof standing>['due']>;

interface WeeklyDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly readers: ReturnType<typeof weeklyReaders>;
  /** When somebody works; the office's days count for whoever has no hours. */
  readonly hoursOf: (read: Tx, workspaceId: string, personId: string) => Promise<Calendar>;
  readonly officeOf: (read: Tx, workspaceId: string) => Promise<Calendar>;
  /** Whether they may still read it. */
  readonly mayRead: (tx: Tx, personId: string) => Promise<boolean>;
  /** Asks that `tellWeek` be called for them. */
  readonly look: (tx: Tx, personId: string, at: Instant) => Promise<void>;
  /** Tells somebody of a week. */
  readonly tell: (tx: Tx, reader: WeeklyReader, week: Week) => Promise<void>;
}

/** What comes once a week and unasked, for whoever has chosen that: on the first working morning. */
export function createWeeklyReading({ database, clock, readers, ...how }: WeeklyDeps) {
  return {
    isReader: async (personId: string): Promise<boolean> => (await readers.find(database.db, personId)) !== undefined,

    /** They read it each week from now on, or no more. */
    set: ({ id, workspaceId }: { readonly id: string; readonly workspaceId: string }, isOn: boolean): Promise<void> =>
      database.transaction(async (tx) => {
        if (!isOn) return readers.delete(tx, id);
        const now = clock.now();
        if (await readers.insert(tx, { personId: id, workspaceId, since: now })) await how.look(tx, id, now);
      }),

    /**
     * Tells one reader of the week whose first working morning has come, once; after downtime of the last week only. Answers when
     * to look again; nothing once they don't read it any more, or may not.
     */
    tellWeek: (personId: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const reader = await readers.find(tx, personId);
        if (reader === undefined) return undefined;
        if (!(await how.mayRead(tx, personId))) {
          await readers.delete(tx, personId);
          return undefined;
        }
        const now = clock.now();
        const { due, next } = await standingFor(tx, reader, now);
        if (due !== undefined && due.dueAt >= reader.since && due.on !== reader.toldOn) {
          await readers.markTold(tx, personId, due.on);
          await how.tell(tx, reader, due);
        }
        return next ?? now + 7 * DAY;
      }),
  };

  /** By their own days; of whoever has no hours, by the office's. */
  async function standingFor(tx: Tx, { personId, workspaceId }: WeeklyReader, now: Instant) {
    const own = standing(await how.hoursOf(tx, workspaceId, personId), now);
    if (own.next !== undefined) return own;
    return standing(await how.officeOf(tx, workspaceId), now);
  }
}
