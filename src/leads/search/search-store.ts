import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Lead, OPEN_STAGES, type Stage } from '../lead.ts';
import { leadOf } from '../row-store.ts';
import { type NumberSet, setOfBlocks, setOfNumbers } from './number-set.ts';
import type { Query, Term } from './search-query.ts';
import { headOf, type lookAlikes, tailOf, type WordKind } from './search-words.ts';

/** Where a lead stands in a list. */
export interface Place {
  readonly receivedAt: Instant;
  readonly number: number;
}

/** Where a page begins: after the lead at this place in the list, or before it. */
export interface Cursor extends Place {
  readonly side: 'after' | 'before';
}

/** What is asked of leads besides their words. */
export interface Filters extends Pick<Query, 'isFree' | 'isHeld' | 'isOpen' | 'stage' | 'from' | 'until'> {
  readonly owner: string | undefined;
}

/** Rows of a word's blocks; what hundreds of words say is cut, as it says nothing. */
const MOST_BLOCKS = 20_000;
const MOST_ALIKE = 2_000;
const AT_ONCE = 500;

/** Which leads say a word that begins as this term, or ends so if it is a number to call. */
export async function saidSo(db: Db | Tx, workspaceId: string, kind: WordKind, term: Term): Promise<NumberSet> {
  const { word, field, isPhone, isWhole } = term;
  const meant =
    isWhole || Array.from(word).length < 2
      ? sql`words.word = ${word}`
      : isPhone
        ? sql`${between('tail', tailOf(word))} and words.word like ${`%${word}`}`
        : sql`${between('head', headOf(word))} and words.word like ${`${word}%`}`;
  // SQLite keeps the order of a cross join: from the words to what they say.
  const { rows } = await sql<{ block: number; leads: string }>`
    select blocks.block, blocks.leads from lead_words as words
    cross join lead_word_blocks as blocks
    where words.workspace_id = ${workspaceId} and words.kind = ${kind} and ${meant}
      and blocks.workspace_id = words.workspace_id and blocks.kind = words.kind and blocks.word = words.word
      ${field === undefined ? sql`` : sql`and blocks.field = ${field}`}
    limit ${MOST_BLOCKS}`.execute(db);
  return setOfBlocks(rows);
}

/** Which leads say one of these words. */
export async function saidWords(
  db: Db | Tx,
  workspaceId: string,
  kind: WordKind,
  words: readonly string[],
  field: Term['field'],
): Promise<NumberSet> {
  if (words.length === 0) return setOfBlocks([]);
  const rows = await db
    .selectFrom('lead_word_blocks')
    .select(['block', 'leads'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('word', 'in', words)
    .$if(field !== undefined, (some) => some.where('field', '=', field ?? 'company'))
    .limit(MOST_BLOCKS)
    .execute();
  return setOfBlocks(rows);
}

/** Words of which one half is this, as long as what was typed or nearly so; and those that are named. */
export async function wordsAlike(
  db: Db | Tx,
  workspaceId: string,
  kind: WordKind,
  { starts, ends, swapped, length }: ReturnType<typeof lookAlikes>,
): Promise<string[]> {
  const of = () =>
    db.selectFrom('lead_words').select('word').where('workspace_id', '=', workspaceId).where('kind', '=', kind);
  const about = () =>
    of()
      .where(sql<boolean>`length(word) between ${length - 1} and ${length + 1}`)
      .limit(MOST_ALIKE);
  const [head, tail] = [headOf(starts), tailOf(ends)];
  const begun = await about()
    .where('head', '>=', head.least)
    .where('head', '<=', head.most)
    .where('word', 'like', `${starts}%`)
    .execute();
  const ended = await about()
    .where('tail', '>=', tail.least)
    .where('tail', '<=', tail.most)
    .where('word', 'like', `%${ends}`)
    .execute();
  const named = await of().where('word', 'in', swapped).execute();
  return [...new Set([...begun, ...ended, ...named].map(({ word }) => word))];
}

/** The numbers of all leads that somebody has. */
export async function ownedBy(db: Db | Tx, personId: string): Promise<NumberSet> {
  const rows = await db.selectFrom('leads').select('number').where('owner_id', '=', personId).execute();
  return setOfNumbers(rows.map(({ number }) => number));
}

/** The places of those among these leads that are as asked, in no order. */
export async function placesAmong(
  db: Db | Tx,
  workspaceId: string,
  filters: Filters,
  numbers: readonly number[],
): Promise<Place[]> {
  const places: Place[] = [];
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    const some = numbers.slice(start, start + AT_ONCE);
    const { rows } = await sql<Place>`
      select received_at as "receivedAt", number from leads
      where ${filtered(workspaceId, filters)} and number in (${sql.join(some)})`.execute(db);
    places.push(...rows);
  }
  return places;
}

/** So many places of leads that are as asked, beyond one of them, in the order of time or against it. */
export async function placesInTime(
  db: Db | Tx,
  workspaceId: string,
  filters: Filters,
  { beyond, isDescending, most }: { beyond: Place | undefined; isDescending: boolean; most: number },
): Promise<readonly Place[]> {
  const way = isDescending ? sql`desc` : sql`asc`;
  const than = isDescending ? sql`<` : sql`>`;
  const rest =
    beyond === undefined ? sql`` : sql`and (received_at, number) ${than} (${beyond.receivedAt}, ${beyond.number})`;
  const { rows } = await sql<Place>`
    select received_at as "receivedAt", number from leads where ${filtered(workspaceId, filters)} ${rest}
    order by received_at ${way}, number ${way} limit ${most}`.execute(db);
  return rows;
}

/** These leads, in this order; those that have gone meanwhile are left out. */
export async function leadsNumbered(db: Db | Tx, workspaceId: string, numbers: readonly number[]): Promise<Lead[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', 'in', numbers)
    .execute();
  const known = new Map(rows.map((row) => [row.number, leadOf(row)]));
  return numbers.map((number) => known.get(number)).filter((lead) => lead !== undefined);
}

const between = (column: 'head' | 'tail', { least, most }: ReturnType<typeof headOf>): RawBuilder<unknown> =>
  sql`words.${sql.ref(column)} between ${least} and ${most}`;

function filtered(
  workspaceId: string,
  { owner, isFree, isHeld, isOpen, stage, from, until }: Filters,
): RawBuilder<unknown> {
  const open = sql`(${sql.join<Stage>(OPEN_STAGES)})`;
  const conditions = [
    sql`workspace_id = ${workspaceId}`,
    owner !== undefined && sql`owner_id = ${owner}`,
    isFree && sql`owner_id is null and is_history = 0 and held_until is null and stage in ${open}`,
    isHeld && sql`held_until is not null`,
    isOpen === true && sql`stage in ${open}`,
    isOpen === false && sql`stage not in ${open}`,
    stage !== undefined && sql`stage = ${stage}`,
    from !== undefined && sql`received_at >= ${from}`,
    until !== undefined && sql`received_at < ${until}`,
  ].filter((condition) => condition !== false);
  return sql.join(conditions, sql` and `);
}
