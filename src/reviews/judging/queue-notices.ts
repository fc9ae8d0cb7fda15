import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import type { Reviews } from '../service.ts';
import { reminderLine, reminderMessage } from './queue-blocks.ts';
import { REMINDER } from './queue-service.ts';
import { queueKey } from './queue-telling-service.ts';

/** What those who judge hear unasked, besides their queue: once, before the end. */
export const queueNotices = (
  reviews: Pick<Reviews, 'reminder'>,
  addressOf: (key: string) => Promise<string | undefined>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] => [
  {
    kind: REMINDER,
    isRationed: true,
    heading: (count) => `${counted(count, 'review')} ${count === 1 ? 'ends' : 'end'} soon`,
    async render({ recipient, subject }) {
      if (!('person' in recipient)) return undefined;
      const queue = await reviews.reminder(subject, recipient.person);
      const address = await addressOf(queueKey(subject, recipient.person));
      return queue && { message: reminderMessage(queue, address), line: reminderLine(queue) };
    },
  },
];
