import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Office } from '../support/baton.ts';
import { tableNames } from '../support/table-names.ts';

/** Waits until nothing is due that has not been done. */
export async function settled({ database, clock }: Office): Promise<void> {
  const due = () =>
    database.db
      .selectFrom('jobs')
      .select('key')
      .where('state', 'in', ['ready', 'running'])
      .where('run_at', '<=', clock.now())
      .execute();
  await expect.poll(due, { timeout: 15_000 }).toEqual([]);
}

/** What lasts: all that Baton keeps, but for its own work, how often it looked and when it last asked Slack, and all that everybody sees. */
export async function stateOf(office: Office): Promise<Record<string, readonly string[]>> {
  await settled(office);
  const { db } = office.database;
  const state: Record<string, readonly string[]> = {};
  const read = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    state[name] = rows
      .map(({ refreshed_at: _refreshed, seen_at: _seen, mark: _mark, decisions: _held, ...row }) => JSON.stringify(row))
      .toSorted();
  };
  await Promise.all((await tableNames(db)).filter(isKept).map(read));
  for (const { id, messages } of office.slack.channels()) {
    const lasting = messages.filter(({ onlyFor, text }) => onlyFor === undefined && !PRESS_AGAIN.test(text));
    // Slack gives blocks without ids new ones each time that they are shown.
    state[`#${id}`] = lasting.map(({ ts, text, blocks, threadTs }) =>
      JSON.stringify([ts, threadTs, text, blocks]).replaceAll(/,"block_id":"blk\d+"/g, ''),
    );
  }
  return state;
}

const isKept = (name: string): boolean => !/^(jobs|worker_leases|migrations|kysely.*|sqlite_.*|inbox.*)$/.test(name);

/** Told in a direct message when a window can't be opened any more; nothing is different by it. */
const PRESS_AGAIN = /^That took too long for Slack/;
