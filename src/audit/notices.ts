import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { findingLine, findingMessage } from './blocks.ts';
import { type Auditor, FINDING } from './service.ts';

/** What admins hear when Baton finds something wrong that it can't mend. */
export function auditNotices({ standing }: Pick<Auditor, 'standing'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: FINDING,
      isMergedHourly: true,
      isRationed: true,
      heading: () => 'Baton has looked itself over',
      async render({ subject }) {
        const sentence = await standing(subject);
        return sentence === undefined ? undefined : { message: findingMessage(sentence), line: findingLine(sentence) };
      },
    },
  ];
}
