import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Lead, OPEN_STAGES } from './lead.ts';
import { type LeadRow, leadOf } from './row-store.ts';
import type { Query, Term } from './search-query.ts';
import { headOf, type LeadWord, leadWords, tailOf } from './search-words.ts';

interface WordRow {
  workspace_id: string;
  is_personal: number;
  word: string;
  head: string;
  tail: string;
}

interface UseRow {
  workspace_id: string;
  is_personal: number;
  word: string;
  lead_id: string;
  field: LeadWord['field'];
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    lead_words: WordRow;
    lead_word_uses: UseRow;
    lead_words_read: { workspace_id: string; until_number: number };
  }
}

/** Of one term: the words that it means, among those for everybody and among those of persons. */
export interface MeantWords {
  readonly term: Term;
  readonly open: readonly string[];
  readonly personal: readonly string[];
}

/** Who looks, as far as persons are hidden from them. */
export interface Seeker {
  readonly id: string;
  readonly seesPersons: boolean;
}

/** Where a page begins: after the lead at this place in the list, or before it. */
export interface Cursor {
  readonly side: 'after' | 'before';
  readonly receivedAt: Instant;
  readonly number: number;
}

/** What is looked for, in which order, and from where on. */
export interface Wanted {
  readonly query: Query;
  readonly words: readonly MeantWords[];
  /** Of these the one that few leads say, if there is one. */
  readonly rarest: MeantWords | undefined;
  /** If only leads among these are meant. */
  readonly among: readonly string[] | undefined;
  readonly order: 'newest' | 'oldest';
}

const MOST_MEANT = 60;
const MOST_ALIKE = 600;

/** Words that begin so, or end so for numbers. */
export async function wordsLike(
  db: Db | Tx,
  workspaceId: string,
  isPersonal: boolean,
  { word, isPhone }: Term,
): Promise<string[]> {
  const of = wordsOf(db, workspaceId, isPersonal);
  const rows = isPhone
    ? await of.where('tail', '=', tailOf(word)).where('word', 'like', `%${word}`).limit(MOST_MEANT).execute()
    : word.length < 2
      ? await of.where('word', '=', word).execute()
      : await of.where('head', '=', headOf(word)).where('word', 'like', `${word}%`).limit(MOST_MEANT).execute();
  return rows.map((row) => row.word);
}

/** Words of which one half is this, and those that are named. */
export async function wordsAlike(
  db: Db | Tx,
  workspaceId: string,
  isPersonal: boolean,
  { starts, ends, swapped }: { starts: string; ends: string; swapped: readonly string[] },
): Promise<string[]> {
  const of = () => wordsOf(db, workspaceId, isPersonal);
  const begun = await of()
    .where('head', '=', headOf(starts))
    .where('word', 'like', `${starts}%`)
    .limit(MOST_ALIKE)
    .execute();
  const ended = await of()
    .where('tail', '=', tailOf(ends))
    .where('word', 'like', `%${ends}`)
    .limit(MOST_ALIKE)
    .execute();
  const named = await of().where('word', 'in', swapped).execute();
  return [...new Set([...begun, ...ended, ...named].map(({ word }) => word))];
}

const wordsOf = (db: Db | Tx, workspaceId: string, isPersonal: boolean) =>
  db
    .selectFrom('lead_words')
    .select('word')
    .where('workspace_id', '=', workspaceId)
    .where('is_personal', '=', isPersonal ? 1 : 0);

/** So many leads from the cursor on, in the order of the list. */
export async function pageOf(
  db: Db | Tx,
  workspaceId: string,
  seeker: Seeker,
  wanted: Wanted,
  { cursor, most }: { cursor: Cursor | undefined; most: number },
): Promise<Lead[]> {
  const isForward = cursor?.side !== 'before';
  const isDescending = (wanted.order === 'newest') === isForward;
  const way = isDescending ? sql`desc` : sql`asc`;
  const beyond = isDescending ? sql`<` : sql`>`;
  const rest =
    cursor === undefined
      ? sql``
      : sql`and (leads.received_at ${beyond} ${cursor.receivedAt}
          or (leads.received_at = ${cursor.receivedAt} and leads.number ${beyond} ${cursor.number}))`;
  const { rows } = await sql<LeadRow>`
    select leads.* from ${found(workspaceId, seeker, wanted)} ${rest}
    order by leads.received_at ${way}, leads.number ${way} limit ${most}`.execute(db);
  const leads = rows.map(leadOf);
  return isForward ? leads : leads.toReversed();
}

/** How many there are; beyond `most` it is not counted on. */
export async function countOf(
  db: Db | Tx,
  workspaceId: string,
  seeker: Seeker,
  wanted: Wanted,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from (
      select 1 as one from ${found(workspaceId, seeker, wanted)} limit ${most}
    ) as counted`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** How many leads say one of these words, counted as far as it matters. */
export async function countUses(db: Db | Tx, workspaceId: string, { open, personal }: MeantWords): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from (
      ${saying(workspaceId, 0, open)} union all ${saying(workspaceId, 1, personal)} limit ${FEW + 1}
    ) as counted`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** A word of so few leads is where a search begins; other words are on so many that the newest leads are looked at one by one. */
export const FEW = 2_000;

/** Leads that say all the words and are as wanted. SQLite keeps the order of a cross join: from the words to the leads. */
function found(workspaceId: string, seeker: Seeker, { query, words, rarest, among }: Wanted): RawBuilder<unknown> {
  const from =
    rarest === undefined
      ? sql`leads where`
      : sql`(${saying(workspaceId, 0, rarest.open)} union ${saying(workspaceId, 1, rarest.personal)}) as hits
          cross join leads where leads.id = hits.lead_id and`;
  const owner = query.isMine ? seeker.id : query.owner;
  const open = sql`(${sql.join(OPEN_STAGES)})`;
  const conditions = [
    ...words.map((meant) => isSaid(workspaceId, seeker, meant)),
    owner !== undefined && sql`leads.owner_id = ${owner}`,
    query.isFree && sql`leads.owner_id is null and leads.is_history = 0 and leads.stage in ${open}`,
    query.isOpen === true && sql`leads.stage in ${open}`,
    query.isOpen === false && sql`leads.stage not in ${open}`,
    query.stage !== undefined && sql`leads.stage = ${query.stage}`,
    query.from !== undefined && sql`leads.received_at >= ${query.from}`,
    query.until !== undefined && sql`leads.received_at < ${query.until}`,
    among !== undefined && (among.length === 0 ? sql`1 = 0` : sql`leads.id in (${sql.join(among)})`),
  ].filter((condition) => condition !== false);
  return sql`${from} ${sql.join([sql`leads.workspace_id = ${workspaceId}`, ...conditions], sql` and `)}`;
}

const saying = (workspaceId: string, isPersonal: 0 | 1, words: readonly string[]): RawBuilder<unknown> => sql`
  select lead_id from lead_word_uses
  where workspace_id = ${workspaceId} and is_personal = ${isPersonal} and word in (${listOf(words)})`;

/** A lead says one of the words; what identifies a person counts only for those who see them. */
function isSaid(workspaceId: string, seeker: Seeker, { term, open, personal }: MeantWords): RawBuilder<unknown> {
  const field = term.field === undefined ? sql`` : sql`and uses.field = ${term.field}`;
  const uses = (isPersonal: 0 | 1, words: readonly string[]) => sql`
    exists (select 1 from lead_word_uses as uses
      where uses.workspace_id = ${workspaceId} and uses.is_personal = ${isPersonal}
        and uses.word in (${listOf(words)}) and uses.lead_id = leads.id ${field})`;
  const isTheirs = seeker.seesPersons ? sql`` : sql`leads.owner_id = ${seeker.id} and`;
  return sql`(${uses(0, open)} or (${isTheirs} ${uses(1, personal)}))`;
}

/** Neither database takes an empty list. */
const listOf = (words: readonly string[]): RawBuilder<unknown> => sql.join(words.length === 0 ? [''] : words);

/** Up to which number the words of leads have been read. */
export async function readUntil(db: Db | Tx, workspaceId: string): Promise<number> {
  const row = await db
    .selectFrom('lead_words_read')
    .select('until_number')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.until_number ?? 0;
}

/** False if somebody else has read on meanwhile. */
export async function markRead(tx: Tx, workspaceId: string, from: number, until: number): Promise<boolean> {
  await tx
    .insertInto('lead_words_read')
    .values({ workspace_id: workspaceId, until_number: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const written = await tx
    .updateTable('lead_words_read')
    .set({ until_number: until })
    .where('workspace_id', '=', workspaceId)
    .where('until_number', '=', from)
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

/** The next leads by number. */
export async function leadsAfter(db: Db | Tx, workspaceId: string, number: number, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

// A row has five values, and SQLite takes some thirty thousand in one statement.
const AT_ONCE = 500;

/** Writes down the words of these leads, in place of none. */
export async function writeWords(tx: Tx, leads: readonly Lead[]): Promise<void> {
  const uses = leads.flatMap(({ id, workspaceId, fields }) =>
    leadWords(fields).map(({ word, field, isPersonal }) => ({
      workspace_id: workspaceId,
      is_personal: isPersonal ? 1 : 0,
      word,
      lead_id: id,
      field,
    })),
  );
  const words = new Map(
    uses.map(({ workspace_id, is_personal, word }) => [
      `${workspace_id} ${is_personal} ${word}`,
      { workspace_id, is_personal, word, head: headOf(word), tail: tailOf(word) },
    ]),
  );
  // In one order for everybody, or two who write the same words could wait for each other.
  const sorted = [...words].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (let start = 0; start < sorted.length; start += AT_ONCE) {
    await tx
      .insertInto('lead_words')
      .values(sorted.slice(start, start + AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (let start = 0; start < uses.length; start += AT_ONCE) {
    await tx
      .insertInto('lead_word_uses')
      .values(uses.slice(start, start + AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** What is known of a lead has changed: its words are as it says now. */
export async function rewriteWords(tx: Tx, lead: Lead): Promise<void> {
  await forgetWords(tx, lead.id);
  await writeWords(tx, [lead]);
}

/** Forgets the words of a lead, and those that no other lead says. */
async function forgetWords(tx: Tx, leadId: string): Promise<void> {
  const said = await tx.selectFrom('lead_word_uses').selectAll().where('lead_id', '=', leadId).execute();
  await tx.deleteFrom('lead_word_uses').where('lead_id', '=', leadId).execute();
  for (const { workspace_id, is_personal, word } of said) {
    const isSaid = await tx
      .selectFrom('lead_word_uses')
      .select('lead_id')
      .where('workspace_id', '=', workspace_id)
      .where('is_personal', '=', is_personal)
      .where('word', '=', word)
      .limit(1)
      .executeTakeFirst();
    if (isSaid !== undefined) continue;
    await tx
      .deleteFrom('lead_words')
      .where('workspace_id', '=', workspace_id)
      .where('is_personal', '=', is_personal)
      .where('word', '=', word)
      .execute();
  }
}
