import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { endedLine, endedMessage, givenUpLine, givenUpMessage } from './blocks.ts';
import type { Webhooks } from './service.ts';

/** What admins hear of addresses that don't answer as they should. */
export function webhookNotices(webhooks: Pick<Webhooks, 'known'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'webhooks.given-up',
      isRationed: true,
      heading: () => 'Events that did not arrive',
      async render({ subject }) {
        const address = await webhooks.known(subject);
        // It answers again, or is no longer called: then there is nothing to do.
        if (address?.state !== 'on' || address.failures === 0) return undefined;
        return { message: givenUpMessage(address), line: givenUpLine(address) };
      },
    },
    {
      kind: 'webhooks.ended',
      isRationed: true,
      heading: () => 'Addresses that hear no more of leads',
      async render({ subject }) {
        const address = await webhooks.known(subject);
        if (address?.state !== 'stopped' && address?.state !== 'gone') return undefined;
        return { message: endedMessage(address), line: endedLine(address) };
      },
    },
  ];
}
