import { sql } from 'kysely';
import { type Check, MOST_FOUND } from '../../check.ts';
import type { Db } from '../../db/database.ts';
import type { MessageOwner, UnsettledMessage } from '../../message-owner.ts';
import { rollingWindow } from '../../rolling-window.ts';

const PART = 500;

/**
 * Every message that isn't settled has a job that settles it: one in doubt is looked up, one that waits is posted. In Slack
 * itself nobody looks: what it has acknowledged it shows, and a message that somebody deleted is noticed at its next change.
 */
export function messageChecks(owners: readonly MessageOwner[]): readonly Check[] {
  const drivenBy = (message: UnsettledMessage) =>
    owners.map((owner) => owner.drivenBy(message)).find((key) => key !== undefined);

  return [
    {
      name: 'message.left-alone',
      says: (count) =>
        `${count === 1 ? 'A message' : `${count} messages`} may be missing in Slack or out of date, and could not be brought up to date. The log names them, at audit.found.`,
      find: rollingWindow('', async (read, after) => {
        const unsettled = await unsettledAfter(read, after);
        const driven = unsettled.flatMap((message) => {
          const job = drivenBy(message);
          return job === undefined ? [] : [{ message: message.key, job }];
        });
        const live = await liveAmong(
          read,
          driven.map(({ job }) => job),
        );
        return {
          subjects: driven
            .filter(({ job }) => !live.has(job))
            .map(({ message }) => message)
            .slice(0, MOST_FOUND),
          next: unsettled.length < PART ? undefined : unsettled.at(-1)?.key,
        };
      }),
      async repair(tx, key) {
        const { rows } = await sql<UnsettledMessage>`select key, state from messages where key = ${key}`.execute(tx);
        const [message] = rows;
        if (message === undefined) return;
        await owners.find((owner) => owner.drivenBy(message) !== undefined)?.redo(tx, key);
      },
    },
  ];
}

async function unsettledAfter(read: Db, after: string): Promise<UnsettledMessage[]> {
  const { rows } = await sql<UnsettledMessage>`
    select key, state from messages
    where (state in ('waiting', 'sending') or posted_hash is null) and key > ${after} order by key limit ${PART}`.execute(
    read,
  );
  return rows;
}

async function liveAmong(read: Db, jobKeys: readonly string[]): Promise<ReadonlySet<string>> {
  if (jobKeys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select key from jobs where key in (${sql.join(jobKeys)}) and state in ('ready', 'running', 'parked')`.execute(read);
  return new Set(rows.map(({ key }) => key));
}
