import { sql } from 'kysely';
import { isoText } from '../core/iso-text.ts';
import type { Db } from '../platform/db/database.ts';

/** What forms have sent of somebody: what became these leads, and what became none and names this address. */
export async function deliveriesAbout(
  db: Db,
  { leadIds, email }: { leadIds: readonly string[]; email: string },
): Promise<readonly object[]> {
  const ofLeads = leadIds.length === 0 ? sql`1 = 0` : sql`lead_id in (${sql.join(leadIds)})`;
  // Those without a lead are few, and kept for a while only.
  const { rows } = await sql<{ id: string; endpoint_id: string; received_at: number; body: string }>`
    select id, endpoint_id, received_at, body from deliveries
    where ${ofLeads} or (state = 'dead' and lower(body) like ${`%${escaped(email.toLowerCase())}%`} escape '!')
    order by received_at, id`.execute(db);
  return rows.map(({ id, endpoint_id: form, received_at: at, body }) => ({ id, form, received_at: isoText(at), body }));
}

const escaped = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
