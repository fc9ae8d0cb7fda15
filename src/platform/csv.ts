import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/**
 * Rows as a CSV file with a line of headings, part by part, as fast as they are read. A formula in somebody's words can't run
 * in a spreadsheet (CVE-2021-41270). What fails while the rows are made fails whoever reads.
 */
export function csvOf(columns: readonly string[], rows: AsyncIterable<object>): AsyncIterable<string> {
  const csv = stringify({
    header: true,
    columns: [...columns],
    escape_formulas: true,
    bom: false,
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
  });
  csv.setEncoding('utf8');
  // The error is the reader's: a destroyed stream throws it.
  pipeline(Readable.from(rows), csv, () => {});
  return csv;
}
