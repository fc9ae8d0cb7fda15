import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { MESSAGE } from '../../../blockkit/limits.ts';
import type { MessageContent } from '../../../blockkit/message.ts';

/** The same for equal content, whatever the order in which its fields were written. */
export const hashOf = (content: MessageContent): string =>
  createHash('sha256').update(stableJson(content)).digest('base64url');

/** What to send when Slack refuses the form of a message: its plainer one, at last words alone; undefined of words alone. */
export function plainerThan({ text, blocks, plainer }: MessageContent): MessageContent | undefined {
  if (plainer !== undefined) return plainer;
  return blocks === undefined ? undefined : { text };
}

const POSSIBLE_REPEAT = 'Possible repeat: Slack did not say whether the first one arrived.';

/** For a post that may be the second, where it cannot be looked up. */
export function labelledAsRepeat(content: MessageContent): MessageContent {
  const { text, blocks } = content;
  const plainer = content.plainer && { plainer: labelledAsRepeat(content.plainer) };
  if (blocks === undefined) return { text: `${text}\n_${POSSIBLE_REPEAT}_`, ...plainer };
  const label: KnownBlock = { type: 'context', elements: [{ type: 'plain_text', text: POSSIBLE_REPEAT }] };
  return { text, blocks: [...blocks.slice(0, MESSAGE.blocks.max - 1), label], ...plainer };
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
