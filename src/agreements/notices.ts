import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { gapLine, gapMessage } from './gaps-blocks.ts';
import type { Agreements } from './service.ts';

/** What the teams are told of what they agreed on. */
export function agreementNotices(
  agreements: Pick<Agreements, 'digest'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'agreements.gaps',
      isRationed: true,
      heading: () => 'Leads that came incomplete',
      async render({ workspaceId, subject }) {
        const digest = await agreements.digest(workspaceId, Number(subject));
        return digest && { message: gapMessage(digest), line: gapLine(digest) };
      },
    },
  ];
}
