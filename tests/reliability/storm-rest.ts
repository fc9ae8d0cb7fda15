import { sql } from 'kysely';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { setFileClock } from './file-clock.ts';
import { isAtRest } from './rest.ts';
import type { StormOffice } from './storm-office.ts';
import { pause } from './storm-sight.ts';

const GIVE_UP = 60 * SECOND;

/** That a lead was given back is news only a minute later, when that can't be taken back any more. */
const SAID_WITHIN = 2 * MINUTE;

/** Resolves when nothing is left to do. Answers with what stayed, or was given up, if it never came to that. */
export async function untilRest({ database, clock, slack }: StormOffice): Promise<string[]> {
  const until = systemClock.now() + GIVE_UP;
  for (;;) {
    const left = await isAtRest(database, slack, clock.now());
    if (left === undefined || systemClock.now() > until)
      return [...(left === undefined ? [] : [left]), ...(await parked(database))];
    await pause(50);
  }
}

/** Lets everything be said that waits on purpose, too; answers with what stayed, or was given up. */
export async function untilAllIsSaid(office: StormOffice): Promise<string[]> {
  const left = await untilRest(office);
  setFileClock(office.clockFile, office.clock.now() + SAID_WITHIN);
  return [...left, ...(await untilRest(office))];
}

async function parked({ db }: Database): Promise<string[]> {
  const jobs = await db.selectFrom('jobs').select(['key', 'last_error']).where('state', '=', 'parked').execute();
  return jobs.map(({ key, last_error }) => `${key} was given up: ${last_error}`);
}

/** What keeps messages like the database; run again at rest they have nothing to do. */
const KEEPERS = ['lead.card', 'lead.owner', 'standup.parent', 'standup.post', 'standup.prompt-state'];

/** Lets everything be looked at once more; answers with the messages that were changed by that, and so were not right. */
export async function lookAgain(office: StormOffice): Promise<string[]> {
  const { database, clock, slack } = office;
  const before = slack.records.calls.length;
  await database.transaction(async (tx) => {
    await sql`
      update jobs set state = 'ready', run_at = ${clock.now()}, done_at = null
      where state = 'done' and kind in (${sql.join(KEEPERS)})`.execute(tx);
  });
  await untilRest(office);
  return slack.records.calls
    .slice(before)
    .filter(({ method }) => method === 'chat.update' || method === 'chat.postMessage')
    .map(({ args }) => `was not as the database: ${JSON.stringify(args).slice(0, 200)}`);
}
