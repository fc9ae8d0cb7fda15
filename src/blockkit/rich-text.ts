import type { RichTextBlock, RichTextSection } from '@slack/types';
import { clean, cleanLine, cut } from './escape.ts';
import { BLOCK } from './limits.ts';
import { NOTHING } from './text.ts';

/** Somebody's own words, set apart. Rich text knows no markup, so they appear exactly as they were written. */
export function quote(text: string): RichTextBlock {
  const words = cut(clean(text), BLOCK.richTextText.max) || NOTHING;
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: words }] }] };
}

/** Foreign lines as a list. Those that exceed the length of one text together are left out. */
export function bullets(items: readonly string[]): RichTextBlock {
  const rows: RichTextSection[] = [];
  let room: number = BLOCK.richTextText.max;
  for (const item of items) {
    const words = cut(cleanLine(item), room) || NOTHING;
    room -= words.length;
    if (room < 0) break;
    rows.push({ type: 'rich_text_section', elements: [{ type: 'text', text: words }] });
  }
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: rows }] };
}
