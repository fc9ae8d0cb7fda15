import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Lead } from '../lead.ts';
import { placeOfNumber, withoutPair } from './number-set.ts';
import { headOf, type LeadWord, leadWords, tailOf, type WordedFields } from './search-words.ts';

interface WordRow {
  workspace_id: string;
  kind: LeadWord['kind'];
  word: string;
  head: number;
  tail: number;
}

interface BlockRow {
  workspace_id: string;
  kind: LeadWord['kind'];
  word: string;
  field: LeadWord['field'];
  block: number;
  /** Two letters for each lead. */
  leads: string;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    lead_words: WordRow;
    lead_word_blocks: BlockRow;
    lead_words_said: { lead_id: string; words: string };
    lead_words_read: { workspace_id: string; until_number: number };
  }
}

/** What says words: a lead, or as much of it. */
interface Sayer extends Pick<Lead, 'id' | 'workspaceId' | 'number'> {
  readonly fields: WordedFields;
}

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

/** Whether leads have come since the one of this number. */
export async function isMore(db: Db | Tx, workspaceId: string, number: number): Promise<boolean> {
  return (await nextSayers.first(db, { workspaceId, number, most: 1 })) !== undefined;
}

/** The next leads by number, as far as their words are concerned. */
export async function sayersAfter(db: Db | Tx, workspaceId: string, number: number, most: number): Promise<Sayer[]> {
  const rows = await nextSayers.all(db, { workspaceId, number, most });
  return rows.map(({ id, number: its, ...row }) => ({
    id,
    workspaceId,
    number: its,
    fields: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  }));
}

const nextSayers = prepared<
  { workspaceId: string; number: number; most: number },
  { id: string; number: number } & { readonly [Name in keyof Sayer['fields']]: string | null }
>(
  (_, { workspaceId, number, most }) => sql`
    select id, number, company, contact_name as "contactName", email, phone, phone_key as "phoneKey",
      campaign, source, persona, region
    from leads where workspace_id = ${workspaceId} and number > ${number} order by number limit ${most}`,
);

/** Writes down the words of these leads, but not where some stand already; answers of how many. */
export async function writeWords(tx: Tx, leads: readonly Sayer[]): Promise<number> {
  const known = new Set(await insertSaid(tx, leads));
  const uses = leads.filter(({ id }) => known.has(id)).flatMap(usesOf);
  // In one order for everybody, or two who write the same words could wait for each other.
  const words = new Map(uses.map(({ workspace_id, kind, word }) => [`${kind} ${word}`, { workspace_id, kind, word }]));
  const rows = [...words]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => ({ ...row, head: headOf(row.word).least, tail: tailOf(row.word).least }));
  await insertAll(tx, 'lead_words', rows, 'on conflict do nothing');
  await insertAll(tx, 'lead_word_blocks', blocksOf(uses), APPENDED);
  return known.size;
}

/** What is known of a lead has changed: its words are as it says now. */
export async function rewriteWords(tx: Tx, lead: Sayer): Promise<void> {
  // Whoever reads what has arrived may write the words of before in the same moment: then those are to be forgotten as well.
  do await forgetWords(tx, [lead]);
  while ((await writeWords(tx, [lead])) === 0);
}

/** Forgets the words of leads, and those that no other lead says. */
export async function forgetWords(tx: Tx, leads: readonly Omit<Sayer, 'fields'>[]): Promise<void> {
  for (const { id, workspaceId, number } of leads) {
    const said = await deleteSaid.first(tx, { id });
    for (const line of said?.words.split('\n').filter((one) => one !== '') ?? []) {
      const [kind = '', field = '', word = ''] = line.split(' ');
      await forgetUse(tx, { workspace_id: workspaceId, kind, field, word }, number);
    }
  }
}

const APPENDED = `on conflict (workspace_id, kind, word, field, block)
  do update set leads = lead_word_blocks.leads || excluded.leads`;

async function insertSaid(tx: Tx, leads: readonly Sayer[]): Promise<string[]> {
  if (leads.length === 0) return [];
  const rows = leads.map(({ id, fields }) => ({
    lead_id: id,
    words: leadWords(fields)
      .map(({ kind, field, word }) => `${kind} ${field} ${word}`)
      .join('\n'),
  }));
  const inserted = await tx
    .insertInto('lead_words_said')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('lead_id')
    .execute();
  return inserted.map(({ lead_id }) => lead_id);
}

function usesOf({ workspaceId, number, fields }: Sayer): BlockRow[] {
  const { block, pair } = placeOfNumber(number);
  return leadWords(fields).map(({ kind, word, field }) => ({
    workspace_id: workspaceId,
    kind,
    word,
    field,
    block,
    leads: pair,
  }));
}

/** One row for each word, field and block, in the order of the words. */
function blocksOf(uses: readonly BlockRow[]): BlockRow[] {
  const blocks = new Map<string, BlockRow>();
  for (const use of uses) {
    const key = `${use.kind} ${use.word} ${use.field} ${use.block}`;
    const known = blocks.get(key);
    blocks.set(key, known === undefined ? use : { ...known, leads: known.leads + use.leads });
  }
  return [...blocks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

interface Use {
  readonly workspace_id: string;
  readonly kind: string;
  readonly field: string;
  readonly word: string;
}

async function forgetUse(tx: Tx, use: Use, number: number): Promise<void> {
  const { block, pair } = placeOfNumber(number);
  // Another lead may be written into the row meanwhile: then what was read doesn't stand there any more.
  for (;;) {
    const before = await findBlock.first(tx, { ...use, block });
    if (before === undefined) return;
    const leads = withoutPair(before.leads, pair);
    const written =
      leads === ''
        ? await deleteBlock.run(tx, { ...use, block, before: before.leads })
        : await updateBlock.run(tx, { ...use, block, before: before.leads, leads });
    if (written === 0) continue;
    if (leads === '') await deleteUnsaid.run(tx, { workspace_id: use.workspace_id, kind: use.kind, word: use.word });
    return;
  }
}

const deleteSaid = prepared<{ id: string }, { words: string }>(
  (_, { id }) => sql`delete from lead_words_said where lead_id = ${id} returning words`,
);

const theBlock = ({ workspace_id, kind, word, field, block }: Use & { block: number }) => sql`
  workspace_id = ${workspace_id} and kind = ${kind} and word = ${word} and field = ${field} and block = ${block}`;

const findBlock = prepared<Use & { block: number }, { leads: string }>(
  (_, values) => sql`select leads from lead_word_blocks where ${theBlock(values)}`,
);

const deleteBlock = prepared<Use & { block: number; before: string }, unknown>(
  (_, values) => sql`delete from lead_word_blocks where ${theBlock(values)} and leads = ${values.before}`,
);

const updateBlock = prepared<Use & { block: number; before: string; leads: string }, unknown>(
  (_, values) => sql`
    update lead_word_blocks set leads = ${values.leads} where ${theBlock(values)} and leads = ${values.before}`,
);

const deleteUnsaid = prepared<{ workspace_id: string; kind: string; word: string }, unknown>(
  (_, { workspace_id, kind, word }) => sql`
    delete from lead_words where workspace_id = ${workspace_id} and kind = ${kind} and word = ${word}
      and not exists (select 1 from lead_word_blocks as blocks
        where blocks.workspace_id = lead_words.workspace_id and blocks.kind = lead_words.kind and blocks.word = lead_words.word)`,
);
