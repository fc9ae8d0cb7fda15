import { sql } from 'kysely';
import { isoText } from '../core/iso-text.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { forgetNames, tellsOf } from './events/crm-events-store.ts';
import { forgetWords } from './kept-store.ts';

/** Whom it is about: what became these leads, and what became none and names this address. */
interface About {
  readonly leadIds: readonly string[];
  readonly email: string | undefined;
}

/** What forms have sent of somebody. */
export async function deliveriesAbout(db: Db, about: About): Promise<readonly object[]> {
  const { rows } = await sql<{ id: string; endpoint_id: string; received_at: number; body: string }>`
    select id, endpoint_id, received_at, body from deliveries
    where ${isAbout(about)} order by received_at, id`.execute(db);
  return rows.map(({ id, endpoint_id: form, received_at: at, body }) => ({ id, form, received_at: isoText(at), body }));
}

/** That it came stays, so that it is known if it comes again. */
export async function forgetDeliveries(tx: Tx, about: About): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from deliveries where ${isAbout(about)}`.execute(tx);
  await forgetWords(
    tx,
    rows.map(({ id }) => id),
  );
  await forgetNames(tx, about.leadIds);
}

function isAbout({ leadIds, email }: About) {
  const ofLeads = leadIds.length === 0 ? sql`1 = 0` : sql`(lead_id in (${sql.join(leadIds)}) or ${tellsOf(leadIds)})`;
  if (email === undefined) return ofLeads;
  // Those without a lead are few, and their words are kept for a while only.
  const names = sql`lower(body) like ${`%${escaped(email.toLowerCase())}%`} escape '!'`;
  return sql`(${ofLeads} or (lead_id is null and body <> '' and ${names}))`;
}

const escaped = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
