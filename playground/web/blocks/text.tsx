import { type Json, record, textOr } from '../../server/json.ts';
import { unescapeText } from '../../server/plain-text.ts';
import { LibraryBlock } from './library-block.tsx';
import { richTextFromMrkdwn, richTextFromPlain } from './mrkdwn-to-rich-text.ts';
import { readableRichText } from './readable-rich-text.ts';
import { useReader } from './reader-context.ts';

/** A text object, of either kind. */
export function Text({ of }: { readonly of: unknown }) {
  return <RichText block={richTextOf(record(of))} />;
}

/** A rich_text block, or a cell or a task's details in its shape. */
export function RichText({ block }: { readonly block: Json }) {
  return <LibraryBlock block={readableRichText({ ...block, type: 'rich_text' }, useReader())} />;
}

/** The words of a short text on a button, in a menu or of a label. */
export const wordsOf = (object: unknown): string => unescapeText(textOr(record(object).text, ''));

const richTextOf = ({ type, text, emoji }: Json): Json =>
  type === 'mrkdwn' ? richTextFromMrkdwn(textOr(text, '')) : richTextFromPlain(textOr(text, ''), emoji !== false);
