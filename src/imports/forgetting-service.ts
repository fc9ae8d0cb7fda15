import type { Db, Tx } from '../platform/db/database.ts';
import type { Record as FileRecord } from './csv-file.ts';
import * as partsStore from './parts-store.ts';
import { forgetWords } from './words-store.ts';

/** What rows of files that still wait say of somebody. */
export async function waitingRowsAbout(read: Db | Tx, email: string): Promise<readonly object[]> {
  const parts = await partsStore.rowsAbout(read, email);
  return parts.flatMap(({ importId, headings, rows }) =>
    rows
      .filter((row) => names(row, email))
      .map(({ row, cells }) => ({
        import: importId,
        row,
        cells: Object.fromEntries(cells.map((cell, at) => [headings[at]?.name ?? `Column ${at + 1}`, cell])),
      })),
  );
}

/** Rows that name somebody who is to be forgotten are emptied; they make no lead then. */
export async function forgetWaitingRows(tx: Tx, { email }: { readonly email: string | undefined }): Promise<void> {
  if (email === undefined) return;
  await forgetWords(tx, email);
  for (const { importId, part, rows } of await partsStore.rowsAbout(tx, email)) {
    const without = rows.map((row) => (names(row, email) ? { ...row, cells: row.cells.map(() => '') } : row));
    await partsStore.replacePart(tx, importId, part, without);
  }
}

const names = ({ cells }: FileRecord, email: string): boolean =>
  cells.some((cell) => cell.toLowerCase().includes(email.toLowerCase()));
