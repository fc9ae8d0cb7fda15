import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import { isCounted, REASON_KEYS } from '../../core/lead-reasons.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { eventOf } from '../journal-store.ts';
import { type Lead, type LeadEvent, OPEN_STAGES, type Stage } from '../lead.ts';
import { leadOf } from '../row-store.ts';
import type { Window } from './activity.ts';

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

/** Entries that moved a lead another way than on, oldest first: given back, handed on, come back, or that taken back. */
export async function movesBetween(db: Db | Tx, workspaceId: string, { from, until }: Window): Promise<LeadEvent[]> {
  const rows = await db
    .selectFrom('lead_events')
    .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
    .selectAll('lead_events')
    .where('lead_events.kind', 'in', ['released', 'release-undone', 'assigned', 'returned'])
    .where('lead_events.at', '>=', from)
    .where('lead_events.at', '<', until)
    .where('leads.workspace_id', '=', workspaceId)
    .where('leads.is_history', '=', 0)
    .where(COUNTED)
    .orderBy('lead_events.at')
    .orderBy('lead_events.seq')
    .execute();
  return rows.map((row) => eventOf({ workspaceId, isTest: false }, row));
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

/** How many open leads stand in each stage, in the order of the stages, and how many of them came before a moment. */
export async function countOpenByStage(
  db: Db | Tx,
  workspaceId: string,
  oldBefore: Instant,
): Promise<{ readonly stage: Stage; readonly count: number; readonly old: number }[]> {
  const rows = await db
    .selectFrom('leads')
    .select(({ fn }) => [
      'stage',
      fn.countAll<number | string>().as('count'),
      sql<number | string>`sum(case when received_at < ${oldBefore} then 1 else 0 end)`.as('old'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('stage', 'in', OPEN_STAGES)
    .where('is_test', '=', 0)
    .where('is_history', '=', 0)
    .where('merged_into', 'is', null)
    .groupBy('stage')
    .execute();
  return rows
    .map(({ stage, count, old }) => ({ stage, count: Number(count), old: Number(old) }))
    .toSorted((a, b) => OPEN_STAGES.indexOf(a.stage) - OPEN_STAGES.indexOf(b.stage));
}
