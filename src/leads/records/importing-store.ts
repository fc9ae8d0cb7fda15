import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { LeadEvent } from '../lead.ts';
import type { LeadRow } from '../row-store.ts';
import { forgetWords } from '../search/words-store.ts';

/** So many more leads get numbers; the first of them, and where leads go. Undefined before the set-up. */
export async function numbersForMore(
  tx: Tx,
  workspaceId: string,
  count: number,
): Promise<{ first: number; channelId: string } | undefined> {
  const row = await tx
    .updateTable('lead_settings')
    .set((set) => ({ leads_numbered: set('leads_numbered', '+', count) }))
    .where('workspace_id', '=', workspaceId)
    .returning(['leads_numbered', 'channel_id'])
    .executeTakeFirst();
  return row && { first: row.leads_numbered - count + 1, channelId: row.channel_id };
}

export const insertLeads = (tx: Tx, rows: readonly LeadRow[]): Promise<void> => insertAll(tx, 'leads', rows);

export const insertEvents = (tx: Tx, events: readonly LeadEvent[]): Promise<void> =>
  insertAll(
    tx,
    'lead_events',
    events.map(({ leadId, seq, at, by, change: { kind, ...data } }) => ({
      lead_id: leadId,
      seq,
      kind,
      at,
      by_id: by ?? null,
      data: JSON.stringify(data),
      gesture: null,
    })),
  );

/** The numbers of leads that are known by these keys, the oldest of each: by e-mail address and by phone number. */
export async function numbersByKeys(
  db: Db | Tx,
  workspaceId: string,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  const byEmail = await numbersBy(db, workspaceId, 'email_key', emails);
  const byPhone = await numbersBy(db, workspaceId, 'phone_key', phones);
  return new Map([...byPhone, ...byEmail]);
}

async function numbersBy(
  db: Db | Tx,
  workspaceId: string,
  column: 'email_key' | 'phone_key',
  keys: readonly string[],
): Promise<[string, number][]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('leads')
    .select((found) => [column, found.fn.min('number').as('number')])
    .where('workspace_id', '=', workspaceId)
    .where(column, 'in', keys)
    .groupBy(column)
    .execute();
  return rows.map((row) => [String(row[column]), Number(row.number)]);
}

/** Imported leads that could be announced: nobody has touched them, they are open, and nobody has answered them. */
export async function announceable(db: Db | Tx, importId: string, most: number): Promise<string[]> {
  const rows = await waiting(db, importId).select('id').orderBy('number').limit(most).execute();
  return rows.map(({ id }) => id);
}

export async function countAnnounceable(db: Db | Tx, importId: string): Promise<number> {
  const row = await waiting(db, importId)
    .select((found) => found.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

const waiting = (db: Db | Tx, importId: string) =>
  db
    .selectFrom('leads')
    .where('import_id', '=', importId)
    .where('is_history', '=', 1)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', ['new', 'accepted']);

/** The number of a lead of this import to which something has happened since; undefined if there is none. */
export async function touchedOf(db: Db | Tx, importId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('leads')
    .select('number')
    .where('import_id', '=', importId)
    .whereRef('last_event', '<>', 'import_seq')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}

/** Holds so many leads of this import that nobody has touched: who claims one meanwhile finds it gone, or has touched it before. */
export async function holdUntouched(tx: Tx, importId: string, most: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update leads set import_seq = -1, last_event = -1
    where id in (select id from leads where import_id = ${importId} and last_event = import_seq order by number limit ${most})
      and last_event = import_seq
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Takes leads that are held out of the world, with all that leads keep about them. */
export async function withdraw(tx: Tx, ids: readonly string[]): Promise<void> {
  const leads = await tx
    .selectFrom('leads')
    .select(['id', 'workspace_id as workspaceId', 'number'])
    .where('id', 'in', ids)
    .execute();
  await forgetWords(tx, leads);
  // Somebody may have said that another lead is not the same as one of these: that is an entry of the other one's journal.
  await tx
    .deleteFrom('lead_pairs')
    .where((pair) => pair.or([pair('lead_id', 'in', ids), pair('other_id', 'in', ids)]))
    .execute();
  await tx.deleteFrom('lead_events').where('lead_id', 'in', ids).execute();
  await tx.deleteFrom('leads').where('id', 'in', ids).execute();
}
