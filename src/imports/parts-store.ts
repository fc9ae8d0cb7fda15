import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../platform/db/database.ts';
import { insertAll } from '../platform/db/insert-all.ts';
import type { Record as FileRecord } from './csv-file.ts';
import type { LeftOut } from './left-out.ts';
import { deleteWords } from './words-store.ts';

interface PartRow {
  import_id: string;
  part: number;
  first_row: number;
  content: string;
}

interface RefusalRow {
  import_id: string;
  row_number: number;
  heading: string | null;
  sentence: string;
  is_known: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    import_parts: PartRow;
    import_refusals: RefusalRow;
  }
}

const records = z.array(z.object({ row: z.int(), cells: z.array(z.string()) }));

export async function insertPart(tx: Tx, importId: string, part: number, rows: readonly FileRecord[]): Promise<void> {
  const content = JSON.stringify(rows);
  await tx
    .insertInto('import_parts')
    .values({ import_id: importId, part, first_row: rows[0]?.row ?? 0, content })
    .execute();
}

/** Undefined if it has been worked on, or thrown away. */
export async function findPart(
  db: Db | Tx,
  importId: string,
  part: number,
): Promise<readonly FileRecord[] | undefined> {
  const row = await db
    .selectFrom('import_parts')
    .select('content')
    .where('import_id', '=', importId)
    .where('part', '=', part)
    .executeTakeFirst();
  return row && records.parse(JSON.parse(row.content));
}

export async function deletePart(tx: Tx, importId: string, part: number): Promise<void> {
  await tx.deleteFrom('import_parts').where('import_id', '=', importId).where('part', '=', part).execute();
}

/** Nothing of a file is kept any more. */
export async function deleteParts(tx: Tx, importId: string): Promise<void> {
  await deleteWords(tx, importId);
  await tx.deleteFrom('import_parts').where('import_id', '=', importId).execute();
}

export const insertLeftOut = (tx: Tx, importId: string, rows: readonly LeftOut[]): Promise<void> =>
  insertAll(
    tx,
    'import_refusals',
    rows.map(({ row, heading, sentence, isKnown }) => ({
      import_id: importId,
      row_number: row,
      heading: heading ?? null,
      sentence,
      is_known: isKnown ? 1 : 0,
    })),
  );

/** One page of them, by number; pages count from 0. */
export async function pageOfLeftOut(db: Db | Tx, importId: string, page: number, size: number): Promise<LeftOut[]> {
  const rows = await db
    .selectFrom('import_refusals')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('row_number')
    .limit(size)
    .offset(page * size)
    .execute();
  return rows.map(leftOutOf);
}

/** So many of the rows that were left out, by number, from the one after `after` on. */
export async function listLeftOut(
  db: Db | Tx,
  importId: string,
  { after, most }: { after: number; most: number },
): Promise<LeftOut[]> {
  const rows = await db
    .selectFrom('import_refusals')
    .selectAll()
    .where('import_id', '=', importId)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(most)
    .execute();
  return rows.map(leftOutOf);
}

const leftOutOf = ({ row_number: row, heading, sentence, is_known: known }: RefusalRow): LeftOut => ({
  row,
  heading: heading ?? undefined,
  sentence,
  isKnown: known === 1,
});

/** Rows of files that still wait and name this address. */
export async function rowsAbout(db: Db | Tx, email: string) {
  const { rows } = await sql<{ import_id: string; part: number; content: string; headings: string }>`
    select import_parts.import_id, part, content, headings from imports
    join import_parts on import_parts.import_id = imports.id
    where imports.state in ('fetching', 'reading', 'ready', 'running')
      and lower(content) like ${`%${escaped(email.toLowerCase())}%`} escape '!'
    order by imports.created_at, part`.execute(db);
  return rows.map(({ import_id: importId, part, content, headings }) => ({
    importId,
    part,
    headings: z.array(z.looseObject({ name: z.string() })).parse(JSON.parse(headings)),
    rows: records.parse(JSON.parse(content)),
  }));
}

export async function replacePart(tx: Tx, importId: string, part: number, rows: readonly FileRecord[]): Promise<void> {
  await tx
    .updateTable('import_parts')
    .set({ content: JSON.stringify(rows) })
    .where('import_id', '=', importId)
    .where('part', '=', part)
    .execute();
}

const escaped = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
