import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { type Instant, SECOND } from '../../src/core/instants.ts';
import type { Database } from '../../src/platform/db/database.ts';

/** What comes by itself in a moment is not rest: news that waits for company, a second try. */
const SOON = 5 * SECOND;

/** Undefined if Baton has nothing to do at present; else what it still has to do. */
export async function isAtRest({ db }: Database, slack: LocalSlack, now: Instant): Promise<string | undefined> {
  const jobs = await db
    .selectFrom('jobs')
    .select(['key', 'state'])
    .where((row) =>
      row.or([row('state', '=', 'running'), row.and([row('state', '=', 'ready'), row('run_at', '<=', now + SOON)])]),
    )
    .execute();
  if (jobs.length > 0) return jobs.map(({ key, state }) => `${key} is ${state}`).join(', ');
  const messages = await db
    .selectFrom('messages')
    .select('key')
    .where('state', 'in', ['sending', 'waiting'])
    // What was given up waits for somebody to mend its channel.
    .where('key', 'not in', db.selectFrom('jobs').select('key').where('state', '=', 'parked'))
    .execute();
  if (messages.length > 0) return `${messages.map(({ key }) => key).join(', ')} not shown`;
  if (slack.events.pending > 0) return 'events';
  const open = slack.records.envelopes.filter(({ ack, failure }) => ack === undefined && failure === undefined);
  return open.length > 0 ? 'envelopes' : undefined;
}
