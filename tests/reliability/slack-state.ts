import { expect } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import type { Office } from '../support/baton.ts';
import { contentsOf, type Part } from '../support/contents.ts';

/**
 * What belongs to what is done now comes within this time: prompts go one after the other, and a reply looks again after two
 * seconds whether what it answers stands.
 */
const SOON = 3 * SECOND;

/** Waits until nothing is due, now or in a moment, that has not been done. A moment in which nothing is due is skipped. */
export async function settled({ database, clock }: Office): Promise<void> {
  const unfinished = () =>
    database.db
      .selectFrom('jobs')
      .select(['key', 'state', 'run_at'])
      .where('state', 'in', ['ready', 'running'])
      .where('run_at', '<=', clock.now() + SOON)
      .execute();
  const left = async () => {
    const soon = await unfinished();
    const isDue = soon.some(({ state, run_at }) => state === 'running' || run_at <= clock.now());
    if (!isDue && soon.length > 0) clock.advance(Math.min(...soon.map(({ run_at }) => run_at)) - clock.now());
    return soon;
  };
  await expect.poll(left, { interval: 10 }).toEqual([]);
}

/** What lasts: all that Baton keeps, but for its own work, the words by which leads are found, how often it looked and when it last asked Slack, and all that everybody sees. */
export async function stateOf(office: Office): Promise<Record<string, readonly string[]>> {
  await settled(office);
  const state: Record<string, readonly string[]> = { ...(await contentsOf(office.database, KEPT)) };
  for (const { id, messages } of office.slack.channels()) {
    const lasting = messages.filter(({ onlyFor, text }) => onlyFor === undefined && !PRESS_AGAIN.test(text));
    // Slack gives blocks without ids new ones each time that they are shown.
    state[`#${id}`] = lasting.map(({ ts, text, blocks, threadTs }) =>
      JSON.stringify([ts, threadTs, text, blocks]).replaceAll(/,"block_id":"blk\d+"/g, ''),
    );
  }
  return state;
}

const KEPT: Part = {
  isTable: (name) => !/^(jobs|worker_leases|lead_words?.*|migrations|kysely.*|sqlite_.*|inbox.*)$/.test(name),
  isColumn: (name) => !/^(refreshed_at|seen_at|mark|decisions)$/.test(name),
};

/** Told in a direct message when a window can't be opened any more; nothing is different by it. */
const PRESS_AGAIN = /^That took too long for Slack/;
