import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type Bytes, decoded, type Encoding, recognise } from './encoding.ts';
import { type Separator, separatorOf } from './separator.ts';

/** A file that can be read more than once, from its beginning. */
export type OpenFile = () => Bytes;

/** How a file is written. */
export interface FileFormat {
  readonly encoding: Encoding;
  readonly separator: Separator;
}

/** One row of cells; `row` is its number as spreadsheets count, in which the headings are row 1. */
export interface Record {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Thrown where a file can't be read on. The message is a sentence for whoever gave it. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

export const MOST_ROWS = 250_000;
export const MOST_COLUMNS = 200;
/** Longer than anything that people type into a row; an unclosed quote ends here instead of in memory. */
const LONGEST_RECORD = 512 * 1_024;
const HEAD = 64 * 1_024;
/** Windows, everybody else, and old Macs; the longest one first. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** Looks at how a file is written. Throws `FileRefused` for what is no text. */
export async function formatOf(open: OpenFile): Promise<FileFormat & { readonly isSeparatorSaid: boolean }> {
  const recognised = await recognise(open());
  if (recognised.kind === 'refused') throw new FileRefused(recognised.sentence);
  const { encoding } = recognised;
  let head = '';
  for await (const text of decoded(open(), encoding)) {
    head += text;
    if (head.length >= HEAD) break;
  }
  if (head.trim() === '') throw new FileRefused('The file is empty.');
  const { separator, isSaid } = separatorOf(head);
  return { encoding, separator, isSeparatorSaid: isSaid };
}

/** The rows of a file one after the other, those without any words left out. The first one holds the headings. Throws `FileRefused`. */
export async function* recordsOf(
  open: OpenFile,
  { encoding, separator, isSeparatorSaid }: FileFormat & { readonly isSeparatorSaid: boolean },
): AsyncGenerator<Record> {
  const parser = parse({
    delimiter: separator,
    // Left to itself the parser takes the end of the first line for all: a file that was put together of two would be one row.
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    // A quote inside a text, such as 12" pipes, is one.
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    from_line: isSeparatorSaid ? 2 : 1,
  });
  const source = Readable.from(decoded(open(), encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (row > MOST_ROWS + 1)
        throw new FileRefused(`The file has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it, please.`);
      yield { row, cells };
    }
  } catch (error) {
    throw sentenceOf(error);
  } finally {
    source.destroy();
  }
  if (row === 0) throw new FileRefused('The file is empty.');
}

function sentenceOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (
    code === 'CSV_QUOTE_NOT_CLOSED' ||
    code === 'CSV_MAX_RECORD_SIZE' ||
    code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE'
  ) {
    // Rows are read ahead, so the parser knows better than we do how far it came.
    const row = 'records' in error && typeof error.records === 'number' ? error.records : 0;
    return new FileRefused(
      `I can’t read on after row ${row}: a quote (") opens there and never closes, or a row is longer than 512 kB.`,
    );
  }
  return error;
}
