import type { ContextBlock } from '@slack/types';
import type { MessageBlock } from './charts.ts';

/**
 * Blocks within a surface's totals. What doesn't fit is left out from the end, with a line that says so, because Slack
 * would refuse the whole. Rows of buttons and what a person fills in always stay: without them nobody could go on.
 */
export function fitted<B extends MessageBlock>(
  blocks: readonly B[],
  most: { blocks: number; characters: number },
): (B | ContextBlock)[] {
  const kept: (B | ContextBlock)[] = [...blocks];
  let left = 0;
  const fits = () =>
    kept.length + Math.sign(left) <= most.blocks && charactersOf(kept) + (left && NOTE_LENGTH) <= most.characters;
  while (!fits()) {
    const last = kept.findLastIndex(({ type }) => type !== 'actions' && type !== 'input');
    if (last < 0) break;
    kept.splice(last, 1);
    left += 1;
  }
  if (left === 0) return kept;
  const end = kept.findLastIndex(({ type }) => type !== 'actions' && type !== 'input') + 1;
  const note = `${left} more ${left === 1 ? 'part does' : 'parts do'} not fit here.`;
  kept.splice(end, 0, { type: 'context', elements: [{ type: 'plain_text', text: note, emoji: false }] });
  return kept;
}

/** All text in blocks, as Slack's undocumented total seems to count it: every string under a key `text`, or that a chart shows. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value))
    sum += SHOWN.has(key) && typeof inner === 'string' ? inner.length : charactersOf(inner);
  return sum;
}

const NOTE_LENGTH = 40;

const SHOWN: ReadonlySet<string> = new Set(['text', 'title', 'label']);
