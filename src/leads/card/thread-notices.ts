import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import { leadOfMessage } from '../telling-service.ts';
import { type CardView, needsNoCard } from './card-blocks.ts';

type Kind = NoticeKind<MessageContent, Mrkdwn>;

interface Cards {
  card(leadId: string): Promise<CardView | undefined>;
  /** Whether this message is in Slack, as far as is known. */
  stands(key: string): Promise<boolean>;
}

/**
 * The same notices, without replies to a card that never was and never will be: nobody in the channel knows of that lead, and a
 * reply that waits for its parent holds up whatever else the channel is to hear.
 */
export function belowCards(kinds: readonly Kind[], cards: Cards): readonly Kind[] {
  return kinds.map((kind) => ({
    ...kind,
    async render(notice) {
      const rendered = await kind.render(notice);
      const parent = rendered?.inThreadOf;
      return parent === undefined || (await willStand(parent)) ? rendered : undefined;
    },
  }));

  async function willStand(key: string): Promise<boolean> {
    if (await cards.stands(key)) return true;
    const leadId = leadOfMessage(key);
    const card = leadId === undefined ? undefined : await cards.card(leadId);
    return card !== undefined && !needsNoCard(card);
  }
}
