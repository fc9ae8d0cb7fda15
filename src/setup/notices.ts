import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { measuredMessage, measuredWords } from './blocks.ts';
import type { Setup, SetupActor } from './service.ts';

/** What the managers of sales hear once a new promise has been measured for a while. */
export function setupNotices(setup: Pick<Setup<SetupActor>, 'measure'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'setup.measured',
      isRationed: true,
      heading: () => 'How fast are leads contacted?',
      async render({ subject }) {
        const measured = await setup.measure(subject);
        if (measured === undefined || measured.policy.isAnnounced) return undefined;
        const { current } = measured.policy;
        return {
          message: measuredMessage(current, measured.attainment),
          line: measuredWords(current, measured.attainment),
        };
      },
    },
  ];
}
