import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { clean, cleanLine, cut } from './escape.ts';
import { BLOCK } from './limits.ts';
import { NOTHING } from './text.ts';
import { linkUrl } from './urls.ts';

/** Somebody's own words, set apart. Rich text knows no markup, so they appear exactly as they were written. */
export function quote(text: string): RichTextBlock {
  const words = cut(clean(text), BLOCK.richTextText.max) || NOTHING;
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: words }] }] };
}

/** Words, perhaps with the address that they lead to. */
export interface Piece {
  readonly text: string;
  readonly url?: string | undefined;
}

/** Foreign lines as a list, each of one or several pieces. Those that exceed the length of one text together are left out. */
export function bullets(items: readonly (string | readonly Piece[])[]): RichTextBlock {
  const rows: RichTextSection[] = [];
  let room: number = BLOCK.richTextText.max;
  for (const item of items) {
    const pieces = typeof item === 'string' ? [{ text: item }] : item;
    const elements: RichTextElement[] = [];
    for (const { text, url } of pieces) {
      const words = cut(edged(text), room) || NOTHING;
      room -= words.length;
      if (room < 0) break;
      const target = url === undefined ? undefined : linkUrl(url);
      elements.push(target === undefined ? { type: 'text', text: words } : { type: 'link', url: target, text: words });
    }
    if (elements.length > 0) rows.push({ type: 'rich_text_section', elements });
    if (room < 0) break;
  }
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: rows }] };
}

/** On one line and clean, with the blank that separates it from its neighbours. */
function edged(text: string): string {
  const blank = (edge: RegExp) => (edge.test(text) ? ' ' : '');
  return `${blank(/^ /)}${cleanLine(text)}${blank(/ $/)}`;
}
