import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import { isCounted, REASON_KEYS } from '../core/lead-reasons.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Window } from './activity.ts';
import { eventOf } from './journal-store.ts';
import type { Lead, LeadEvent } from './lead.ts';
import { leadOf } from './row-store.ts';

const UNCOUNTED = REASON_KEYS.filter((key) => !isCounted(key));

/** What was never a lead stands in no figure (1e); SQL takes nothing for different from no reason, so that is said. */
const COUNTED = sql<boolean>`leads.is_test = 0 and (leads.reason is null or leads.reason not in (${sql.join(UNCOUNTED)}))`;

/**
 * Ids of the leads to which something happened in a window. Test leads and spam count nowhere, and that a lead came out of a file is
 * no news of the day.
 */
export async function touchedBetween(db: Db | Tx, workspaceId: string, { from, until }: Window): Promise<string[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .select('leads.id')
    .distinct()
    .where('leads.workspace_id', '=', workspaceId)
    .where(COUNTED)
    .where('lead_events.at', '>=', from)
    .where('lead_events.at', '<', until)
    .where('lead_events.kind', '<>', 'imported')
    .execute();
  return rows.map(({ id }) => id);
}

/** Leads that came back in a window, the latest first, as far as they count. */
export async function cameBackBetween(
  db: Db | Tx,
  workspaceId: string,
  { from, until }: Window,
  most: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .select('leads.id')
    .where('leads.workspace_id', '=', workspaceId)
    .where(COUNTED)
    .where('lead_events.at', '>=', from)
    .where('lead_events.at', '<', until)
    .where('lead_events.kind', '=', 'returned')
    .orderBy('lead_events.at', 'desc')
    .limit(most)
    .execute();
  return [...new Set(rows.map(({ id }) => id))];
}

/** Leads that arrived in a window, by number, each with who typed it in. What counts nowhere is left out. */
export async function arrivedBetween(
  db: Db | Tx,
  workspaceId: string,
  { from, until }: Window,
): Promise<{ lead: Lead; addedBy: string | undefined }[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .selectAll('leads')
    .select('lead_events.by_id')
    .where('lead_events.kind', '=', 'received')
    .where('lead_events.at', '>=', from)
    .where('lead_events.at', '<', until)
    .where('leads.workspace_id', '=', workspaceId)
    .where(COUNTED)
    .orderBy('leads.number')
    .execute();
  return rows.map((row) => ({ lead: leadOf(row), addedBy: row.by_id ?? undefined }));
}

/** Ids of the leads that were given up in a window, by entry and not by how they stand now. */
export async function rejectedBetween(db: Db | Tx, workspaceId: string, { from, until }: Window): Promise<string[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .select('leads.id')
    .distinct()
    .where('lead_events.kind', '=', 'rejected')
    .where('leads.is_history', '=', 0)
    .where('lead_events.at', '>=', from)
    .where('lead_events.at', '<', until)
    .where('leads.workspace_id', '=', workspaceId)
    .where(COUNTED)
    .execute();
  return rows.map(({ id }) => id);
}

// SQLite takes some thirty thousand values in one query, PostgreSQL twice as many.
const AT_ONCE = 500;

/** These leads with their whole journals, oldest entry first. What counts nowhere is left out. */
export async function listHistories(
  db: Db | Tx,
  leadIds: readonly string[],
): Promise<{ lead: Lead; events: LeadEvent[] }[]> {
  const histories: { lead: Lead; events: LeadEvent[] }[] = [];
  for (let start = 0; start < leadIds.length; start += AT_ONCE) {
    const some = leadIds.slice(start, start + AT_ONCE);
    const rows = await db.selectFrom('leads').selectAll().where('id', 'in', some).where(COUNTED).execute();
    const events = await db.selectFrom('lead_events').selectAll().where('lead_id', 'in', some).orderBy('seq').execute();
    const byLead = Map.groupBy(events, (event) => event.lead_id);
    for (const lead of rows.map(leadOf)) {
      histories.push({ lead, events: (byLead.get(lead.id) ?? []).map((event) => eventOf(lead, event)) });
    }
  }
  return histories;
}

/** Leads that nobody has contacted and that came since `since`, longest waiting first; those of one owner if given. */
export async function listUncontacted(
  db: Db | Tx,
  workspaceId: string,
  { since, owner }: { since: Instant; owner?: string },
): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('is_test', '=', 0)
    .where('is_history', '=', 0)
    .where('held_until', 'is', null)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', ['new', 'accepted'])
    .where('received_at', '>=', since)
    .$if(owner !== undefined, (query) => query.where('owner_id', '=', owner ?? null))
    .orderBy('received_at')
    .orderBy('number')
    .execute();
  return rows.map(leadOf);
}
