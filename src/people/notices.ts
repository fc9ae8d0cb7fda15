import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { endingLine, endingMessage } from './holidays/holidays-blocks.ts';
import { LIST_ENDS } from './holidays/holidays-service.ts';
import type { People } from './service.ts';

/** What admins hear unasked: that a list of days off ends, before somebody is asked something on New Year's Day. */
export function peopleNotices(people: Pick<People, 'endingList'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: LIST_ENDS,
      isRationed: true,
      heading: (count) => (count === 1 ? 'A list of days off ends soon' : `${count} lists of days off end soon`),
      async render({ subject }) {
        const list = await people.endingList(subject);
        return list && { message: endingMessage(list), line: endingLine(list) };
      },
    },
  ];
}
