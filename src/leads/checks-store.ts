import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';
import type { LeadChange } from './change.ts';

const CARD_JOB = sql`'lead.card:' || leads.id`;
const CLOSED = sql`('customer', 'lost', 'rejected', 'recycled')`;
const HAS_NO_CARD = sql`
  leads.stage not in ${CLOSED} and leads.is_history = 0 and leads.held_until is null
  and not exists (select 1 from messages where messages.key = ${CARD_JOB} and messages.state <> 'blocked')
  and ${noLiveJob(CARD_JOB)}`;

/** SQLite keeps the order of a cross join, and would otherwise read all leads to find the settings of each. */
const NUMBERED = sql`lead_settings cross join leads`;

/** Unfinished leads among the newest of each workspace that have no card, and no work that makes them one. */
export async function newestWithoutCard(read: Db, newest: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select leads.id from ${NUMBERED}
    where leads.workspace_id = lead_settings.workspace_id and leads.number > lead_settings.leads_numbered - ${newest}
      and ${HAS_NO_CARD} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** The same among the numbers from `from` (inclusive) to `until` (exclusive). */
export async function numberedWithoutCard(read: Db, from: number, until: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select leads.id from ${NUMBERED}
    where leads.workspace_id = lead_settings.workspace_id and leads.number >= ${from} and leads.number < ${until}
      and ${HAS_NO_CARD} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** The highest number of any lead. */
export async function highestNumber(read: Db): Promise<number> {
  const { rows } = await sql<{ highest: number | null }>`
    select max(leads_numbered) as highest from lead_settings`.execute(read);
  return rows[0]?.highest ?? 0;
}

/** Leads of the latest entries of all journals since `since`, newest first. */
export async function changedLately(read: Db, since: Instant, most: number): Promise<string[]> {
  const { rows } = await sql<{ lead_id: string }>`
    select lead_id from lead_events where at >= ${since} order by at desc limit ${most}`.execute(read);
  return [...new Set(rows.map(({ lead_id }) => lead_id))];
}

/** Those of these leads whose card was brought up to date before their latest change, with nothing under way. */
export async function behindTheirJournal(read: Db, leadIds: readonly string[], now: Instant): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select leads.id from leads
    join lead_events on lead_events.lead_id = leads.id and lead_events.seq = leads.last_event
    left join jobs on jobs.key = ${CARD_JOB}
    where leads.id in (${sql.join(leadIds)}) and lead_events.at <= ${now} and leads.is_history = 0 and leads.held_until is null
      and (jobs.key is null or (jobs.state = 'done' and jobs.done_at < lead_events.at))
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** The keys of direct messages that owners of these leads should have, and of which nothing is known. */
export async function missingOwnerMessages(read: Db, leadIds: readonly string[]): Promise<string[]> {
  if (leadIds.length === 0) return [];
  const key = sql`'lead.owner:' || leads.id || ':' || leads.owned_by_event`;
  const { rows } = await sql<{ key: string }>`
    select ${key} as key from leads
    where leads.id in (${sql.join(leadIds)}) and leads.owner_id is not null and leads.is_history = 0
      and not exists (select 1 from messages where messages.key = ${key}) and ${noLiveJob(key)}
    limit ${MOST_FOUND}`.execute(read);
  return rows.map((row) => row.key);
}

/** Leads on the shelf that nobody brings back, among those that come back first. */
export async function shelvedUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id from leads where returns_at is not null order by returns_at limit ${among}) as first
    where ${noLiveJob(sql`'lead.return:' || first.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Leads of pools that nobody has, with nothing under way that would find out whose turn they are. */
export async function turnsUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id from leads where pool_id is not null and owner_id is null and held_until is null and stage not in ${CLOSED} limit ${among}
    ) as waiting
    where ${noLiveJob(sql`'lead.turn:' || waiting.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Leads that are held back and that nobody would let through, among those that go on first. */
export async function heldUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id from leads where held_until is not null order by held_until limit ${among}) as first
    where ${noLiveJob(sql`'lead.hold:' || first.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Readers whom nobody would tell each week what happened to leads. */
export async function readersUnwatched(read: Db): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from digest_readers
    where ${noLiveJob(sql`'lead.digest:' || digest_readers.person_id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ person_id }) => person_id);
}

/** A lead as it stands, and as little of its journal as decides whether both agree. */
export interface JournalRow {
  readonly id: string;
  readonly owner_id: string | null;
  readonly owned_by_event: number | null;
  readonly first_contact_at: number | null;
  readonly last_event: number;
  readonly seq: number | null;
  readonly kind: LeadChange['kind'] | null;
  /** What a return, an import or a merge says of itself; of other entries their kind is enough. */
  readonly begun: string | null;
}

/** These leads with their journals, each in order. */
export async function journalsOf(read: Db, leadIds: readonly string[]): Promise<readonly JournalRow[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<JournalRow>`
    select leads.id, owner_id, owned_by_event, first_contact_at, last_event, seq, kind,
      case when kind in ('returned', 'imported', 'gained', 'gave-back') then data end as begun
    from leads
    left join lead_events on lead_events.lead_id = leads.id
    where leads.id in (${sql.join(leadIds)}) order by leads.id, seq`.execute(read);
  return rows;
}
