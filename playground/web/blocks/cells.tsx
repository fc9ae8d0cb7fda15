import { type Json, record, textOr } from '../../server/json.ts';
import { unescapeText } from '../../server/plain-text.ts';
import { BlockWords } from './block-words.tsx';
import { RichText } from './text.tsx';

/** The cells of a table's rows. */
export const rowsOf = (rows: unknown): Json[][] =>
  (Array.isArray(rows) ? rows : []).map((row) => (Array.isArray(row) ? row.map(record) : []));

export const isNumber = (cell: Json | undefined): boolean => cell?.type === 'raw_number';

/** What stands in a cell. */
export function Cell({ of }: { readonly of: Json }) {
  switch (of.type) {
    case 'rich_text':
      return <RichText block={of} />;
    case 'raw_text':
      return unescapeText(textOr(of.text, ''));
    case 'raw_number':
      return typeof of.text === 'string' ? unescapeText(of.text) : numberText(of.value);
    default:
      return <BlockWords title={`Unknown cell: ${textOr(of.type, 'no type')}`} block={of} />;
  }
}

const numberText = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 10 }) : textOr(value, '');
