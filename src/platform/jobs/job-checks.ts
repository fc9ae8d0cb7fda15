import { sql } from 'kysely';
import { type Duration, type Instant, MINUTE } from '../../core/instants.ts';
import { type Check, MOST_FOUND } from '../check.ts';
import type { Db } from '../db/database.ts';

/** The name of the rule that is broken while Slack, or whatever else work needs, has been away for long. */
export const FAILING = 'work.failing';

const OVERDUE: Duration = 15 * MINUTE;

/** Whether work is done at all. */
export function jobChecks(): readonly Check[] {
  return [
    {
      name: 'work.overdue',
      says: () =>
        'Work that is due is not being done, for a quarter of an hour or longer. Start Baton anew. If the log says jobs.unknown-kinds, start the newer version that wrote that work.',
      explainedBy: [FAILING],
      find: async (read, now) => keys(await longestOverdue(read, now - OVERDUE)),
    },
    {
      name: FAILING,
      says: () =>
        'Some work has failed again and again for a quarter of an hour or longer, and I keep trying. If Slack is down (status.slack.com), there is nothing to do; else the log says why, at job.failed.',
      patience: 2 * MINUTE,
      find: async (read) => ((await isFailing(read)) ? ['work'] : []),
    },
    {
      name: 'work.hung',
      says: (count) =>
        `${count === 1 ? 'A piece of work has' : `${count} pieces of work have`} not ended for half an hour. Start Baton anew: nothing is lost by that.`,
      patience: 30 * MINUTE,
      find: async (read) => (await running(read)).map(({ key, taken }) => `${key}#${taken}`),
    },
    {
      name: 'work.locked-by-nobody',
      says: () => 'Work is locked by a process that is gone. Start Baton anew: that frees it.',
      find: async (read) => keys(await lockedByNobody(read)),
      async repair(tx, key) {
        await sql`
          update jobs set state = 'ready', lease = null, taken_revision = null
          where key = ${key} and state = 'running' and lease < (select number from worker_leases where name = 'worker')`.execute(
          tx,
        );
      },
    },
  ];
}

/** The one that has waited longest: the next minute it must be another one, or nobody works. */
async function longestOverdue(read: Db, before: Instant) {
  const { rows } = await sql<{ key: string }>`
    select key from jobs where state = 'ready' and run_at < ${before} order by run_at limit 1`.execute(read);
  return rows;
}

async function isFailing(read: Db): Promise<boolean> {
  const { rows } = await sql`select key from jobs where state = 'ready' and failures >= 12 limit 1`.execute(read);
  // What is tried once more at this moment has not ended by that.
  return rows.length > 0 || (await running(read)).some(({ failures }) => failures >= 12);
}

async function running(read: Db) {
  const { rows } = await sql<{ key: string; taken: number; failures: number }>`
    select key, taken, failures from jobs where state = 'running' limit ${MOST_FOUND}`.execute(read);
  return rows;
}

async function lockedByNobody(read: Db) {
  const { rows } = await sql<{ key: string }>`
    select key from jobs where state = 'running'
      and lease < (select number from worker_leases where name = 'worker') limit ${MOST_FOUND}`.execute(read);
  return rows;
}

const keys = (rows: readonly { readonly key: string }[]): string[] => rows.map(({ key }) => key);
