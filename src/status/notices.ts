import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { troubleLine, troubleMessage } from './blocks.ts';
import { troubleSchema } from './report.ts';
import { TROUBLE } from './service.ts';

/** What admins hear when something is broken that only they can mend. */
export function statusNotices(): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: TROUBLE,
      isMergedHourly: true,
      isRationed: true,
      heading: () => 'Baton needs you',
      async render({ subject }) {
        const trouble = troubleSchema.parse(JSON.parse(subject));
        return { message: troubleMessage(trouble), line: troubleLine(trouble) };
      },
    },
  ];
}
