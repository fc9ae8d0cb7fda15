import type { MessageContent } from '../../blockkit/message.ts';
import { code, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import type { Leads } from '../service.ts';
import { whatHappenedMessage } from './digest-blocks.ts';

/** What happened to leads, each week for whoever has chosen that: in their hours, and within what a day allows. */
export const digestNotices = (leads: Pick<Leads, 'weeklyDigest'>): readonly NoticeKind<MessageContent, Mrkdwn>[] => [
  {
    kind: 'lead.digest',
    isRationed: true,
    heading: () => 'What happened to your leads',
    async render({ subject }) {
      const digest = await leads.weeklyDigest(subject);
      return (
        digest && {
          message: whatHappenedMessage(digest, digest.zone, true),
          line: md`Since ${when(digest.from, 'date', digest.zone)}: ${code('/lead mine campaigns')}`,
        }
      );
    },
  },
];
