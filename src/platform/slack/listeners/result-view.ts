import type { KnownBlock, ModalView as SlackModal } from '@slack/types';
import { SURFACES } from '../../../blockkit/limits.ts';
import type { MessageContent } from '../../../blockkit/message.ts';

/** A message as a small modal, for places in which nothing can be posted. */
export function resultView({ text, blocks }: MessageContent): SlackModal {
  const fits = blocks?.every((block) => SURFACES[block.type]?.includes('modal')) ?? false;
  const words: KnownBlock = { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3_000) } };
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Baton' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: fits && blocks !== undefined ? [...blocks] : [words],
  };
}
