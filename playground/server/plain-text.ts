import { isRecord, type Json, records, textOr } from './json.ts';

/** Everything that can be read in a message: its blocks, or its text if it has none. */
export function plainMessage(message: { readonly text: string; readonly blocks: readonly Json[] }): string {
  return message.blocks.length === 0 ? unescapeText(message.text) : plainBlocks(message.blocks);
}

/** The readable text of blocks, one line for each piece of text. */
export function plainBlocks(blocks: readonly Json[]): string {
  return blocks.flatMap((block) => pieces(block)).join('\n');
}

// The order in which a reader's eye meets the parts of a block.
const PARTS = [
  'title',
  'subtitle',
  'label',
  'text',
  'fields',
  'body',
  'elements',
  'rows',
  'element',
  'accessory',
  'hint',
];

function pieces(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pieces);
  if (!isRecord(value)) return [];
  const own = value.text;
  if (typeof own === 'string') return [unescapeText(own)];
  if (value.type === 'rich_text_section') {
    return [
      records(value.elements)
        .map((part) => textOr(part.text, textOr(part.url, '')))
        .join(''),
    ];
  }
  if (value.type === 'image') return [textOr(value.alt_text, '')];
  return PARTS.flatMap((part) => pieces(value[part]));
}

/** As people see it: entities resolved. */
export const unescapeText = (escaped: string): string =>
  escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
