import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** Addresses for which something waits and nobody will send it. */
export async function forgottenAddresses(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from webhook_addresses as address
    where state = 'on'
      and exists (select 1 from webhook_deliveries where address_id = address.id and state = 'waiting')
      and ${noLiveJob(sql`'webhooks:' || address.id`)}
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
