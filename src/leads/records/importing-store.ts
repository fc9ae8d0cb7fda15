import { sql } from 'kysely';
import type { LeadKeys } from '../../core/lead-identity.ts';
import { isSamePerson } from '../../core/lead-likeness.ts';
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

/** For each of these persons the number of the oldest lead that is theirs already, if there is one. */
export async function numbersOf(
  db: Db | Tx,
  workspaceId: string,
  people: readonly LeadKeys[],
): Promise<readonly (number | undefined)[]> {
  const mails = await ofMailboxes(db, workspaceId, distinct(people.map(({ person }) => person)));
  const phones = await ofPhones(db, workspaceId, distinct(people.map(({ phone }) => phone)));
  return people.map((keys) => {
    const byMail = keys.person === undefined ? undefined : mails.get(keys.person);
    if (byMail !== undefined) return byMail;
    const others = keys.phone === undefined ? undefined : phones.get(keys.phone);
    return others?.find((other) => isSamePerson(keys, other.keys))?.number;
  });
}

const distinct = (keys: readonly (string | undefined)[]): string[] => [
  ...new Set(keys.filter((key) => key !== undefined)),
];

async function ofMailboxes(
  db: Db | Tx,
  workspaceId: string,
  people: readonly string[],
): Promise<ReadonlyMap<string | null, number>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('leads')
    .select(({ fn }) => ['person_key', fn.min('number').as('number')])
    .where('workspace_id', '=', workspaceId)
    .where('person_key', 'in', people)
    .where('is_test', '=', 0)
    .groupBy('person_key')
    .execute();
  return new Map(rows.map((row) => [row.person_key, Number(row.number)]));
}

/** By their number, the oldest first; of each name one with a mailbox and one without, however many share a switchboard. */
async function ofPhones(
  db: Db | Tx,
  workspaceId: string,
  phones: readonly string[],
): Promise<ReadonlyMap<string | null, readonly { readonly number: number; readonly keys: LeadKeys }[]>> {
  if (phones.length === 0) return new Map();
  const hasMail = sql<number>`case when person_key is null then 0 else 1 end`;
  const rows = await db
    .selectFrom('leads')
    .select(({ fn }) => ['phone_key', 'name_key', hasMail.as('has_mail'), fn.min('number').as('number')])
    .where('workspace_id', '=', workspaceId)
    .where('phone_key', 'in', phones)
    .where('is_test', '=', 0)
    .groupBy(['phone_key', 'name_key', hasMail])
    .execute();
  const found = rows
    .map(({ phone_key: phone, name_key: name, has_mail, number }) => ({
      phone,
      number: Number(number),
      keys: {
        ...(phone !== null && { phone }),
        ...(name !== null && { name }),
        // Whose it is has been asked for by the mailbox itself.
        ...(Number(has_mail) === 1 && { person: SOMEBODY }),
      },
    }))
    .toSorted((a, b) => a.number - b.number);
  return Map.groupBy(found, ({ phone }) => phone);
}

/** No mailbox of anybody's. */
const SOMEBODY = '';

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
