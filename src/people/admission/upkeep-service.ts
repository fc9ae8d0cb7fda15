import { dateAt } from '../../core/local-time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';

/** The kind of the job that reads everyone from Slack. */
export const REFRESH = 'people.refresh';

interface UpkeepDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
}

/** Asks that what is known of people be brought up to date. */
export function createUpkeep({ database, clock, jobs }: UpkeepDeps) {
  const ask = (key: string, mode: 'once' | 'latest'): Promise<void> =>
    database.transaction((tx) => jobs.enqueue(tx, { kind: REFRESH, key, payload: {}, runAt: clock.now(), mode }));

  return {
    /** Asks that everyone be read from Slack, soon. */
    askRefresh: (): Promise<void> => ask('people.refresh', 'latest'),

    /** The same once each UTC day; asked every minute. */
    askUpkeep: (): Promise<void> => ask(`upkeep:${dateAt(clock.now(), 'UTC')}`, 'once'),
  };
}
