import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import type { Leads } from '../service.ts';
import { heldNotice } from './holding-blocks.ts';

/** What is told to whoever owes what a held lead lacks: several in one message, and never more than their day allows. */
export function holdingNotices(leads: Pick<Leads, 'heldCard'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'lead.held',
      isRationed: true,
      isMergedHourly: true,
      heading: (count) => `${counted(count, 'lead')} held back from sales`,
      async render({ subject }) {
        const card = await leads.heldCard(subject);
        return card && heldNotice(card);
      },
    },
  ];
}
