import type { Record as FileRecord } from './csv-file.ts';
import { plain } from './rows.ts';

const EXAMPLES = 2;
const LONGEST = 40;
/** Columns that few rows fill in have an example further down. */
const ROWS = 100;

/** What stands in the first rows of a file, by column, so that somebody sees what each holds. */
export function examplesOf(rows: readonly FileRecord[]): (column: number) => readonly string[] {
  return (column) => {
    const seen = new Set<string>();
    for (const { cells } of rows.slice(0, ROWS)) {
      const words = plain(cells[column] ?? '').replace(/\s+/g, ' ');
      if (words !== '') seen.add(words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1).toWellFormed()}…`);
      if (seen.size === EXAMPLES) break;
    }
    return [...seen];
  };
}
