import { sql } from 'kysely';
import { emailKey } from '../../core/email-address.ts';
import type { Instant } from '../../core/instants.ts';
import { personKey } from '../../core/lead-identity.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { extraFields } from '../row-store.ts';

/** From an instant on, and before another one. */
export interface Range {
  readonly from: Instant;
  readonly until: Instant;
}

/** The ids of so many leads that arrived then, by number, from the one after `after` on. */
export async function idsOfPart(
  db: Db,
  workspaceId: string,
  { from, until }: Range,
  { after, most }: { after: number; most: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('number', '>', after)
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** The numbers of these leads, by their ids. */
export async function numbersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('leads').select(['id', 'number']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** An entry of the journal as it is kept. */
export interface KeptEntry {
  readonly leadId: string;
  readonly number: number;
  readonly seq: number;
  readonly kind: string;
  readonly at: Instant;
  readonly by: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
}

/** So many entries of the journals in time, after the one that `after` names. */
export async function entriesOfPart(
  db: Db,
  workspaceId: string,
  { from, until }: Range,
  { after, most }: { after: KeptEntry | undefined; most: number },
): Promise<KeptEntry[]> {
  const rest =
    after === undefined
      ? sql``
      : sql`and (entry.at > ${after.at} or (entry.at = ${after.at} and (entry.lead_id > ${after.leadId}
          or (entry.lead_id = ${after.leadId} and entry.seq > ${after.seq}))))`;
  const { rows } = await sql<EntryRow>`
    select entry.lead_id, leads.number, entry.seq, entry.kind, entry.at, entry.by_id, entry.data
    from lead_events as entry join leads on leads.id = entry.lead_id
    where leads.workspace_id = ${workspaceId} and entry.at >= ${after?.at ?? from} and entry.at < ${until} ${rest}
    order by entry.at, entry.lead_id, entry.seq limit ${most}`.execute(db);
  return rows.map(keptEntry);
}

/** The whole journals of these leads. */
export async function entriesOfLeads(db: Db, leadIds: readonly string[]): Promise<KeptEntry[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    select entry.lead_id, leads.number, entry.seq, entry.kind, entry.at, entry.by_id, entry.data
    from lead_events as entry join leads on leads.id = entry.lead_id
    where entry.lead_id in (${sql.join(leadIds)}) order by leads.number, entry.seq`.execute(db);
  return rows.map(keptEntry);
}

interface EntryRow {
  readonly lead_id: string;
  readonly number: number;
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly by_id: string | null;
  readonly data: string;
}

const keptEntry = (row: EntryRow): KeptEntry => ({
  leadId: row.lead_id,
  number: row.number,
  seq: row.seq,
  kind: row.kind,
  at: row.at,
  by: row.by_id ?? undefined,
  details: extraFields.parse(JSON.parse(row.data)),
});

/** The ids of the leads behind which somebody with this address is, however they have written it, by number. */
export async function idsOfPerson(db: Db | Tx, workspaceId: string, email: string): Promise<string[]> {
  const rows = await db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    // Who came before there were keys of mailboxes is known by the address alone.
    .where('person_key', 'in', [...new Set([personKey(email), emailKey(email)])])
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}
