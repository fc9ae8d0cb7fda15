import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db/database.ts';
import { insertAll } from '../platform/db/insert-all.ts';
import type { CountedWord, WordKind } from './words.ts';

interface WordRow {
  import_id: string;
  kind: WordKind;
  word: string;
  row_count: number;
  meaning: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    import_words: WordRow;
  }
}

/** Keeps what stands in these columns now, instead of what was kept before. */
export async function replaceWords(
  tx: Tx,
  importId: string,
  words: Readonly<Record<WordKind, readonly CountedWord[]>>,
): Promise<void> {
  await deleteWords(tx, importId);
  const rows = (['stage', 'owner'] as const).flatMap((kind) =>
    words[kind].map(({ word, count, meaning }) => ({
      import_id: importId,
      kind,
      word,
      row_count: count,
      meaning: meaning ?? null,
    })),
  );
  if (rows.length > 0) await insertAll(tx, 'import_words', rows);
}

/** What nobody knows first, then the most frequent. */
export async function listWords(db: Db | Tx, importId: string, kind: WordKind): Promise<readonly CountedWord[]> {
  const rows = await db
    .selectFrom('import_words')
    .selectAll()
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .orderBy(sql`case when meaning is null then 0 else 1 end`)
    .orderBy('row_count', 'desc')
    .orderBy('word')
    .execute();
  return rows.map(({ word, row_count: count, meaning }) => ({ word, count, meaning: meaning ?? undefined }));
}

export async function deleteWords(tx: Tx, importId: string): Promise<void> {
  await tx.deleteFrom('import_words').where('import_id', '=', importId).execute();
}

/** Words that hold an address go; a column of owners may hold one that is not a colleague's. */
export async function forgetWords(tx: Tx, email: string): Promise<void> {
  const held = `%${email.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`)}%`;
  await sql`delete from import_words where lower(word) like ${held} escape '!'`.execute(tx);
}
