import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import { NOT_HELD } from './schedule.ts';
import { notHeldMessage } from './schedule-blocks.ts';
import type { Schedules } from './schedules-service.ts';

/** What those who look after schedules hear unasked. */
export const scheduleNotices = (
  schedules: Pick<Schedules, 'notHeld'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] => [
  {
    kind: NOT_HELD,
    isRationed: true,
    heading: (count) => (count === 1 ? 'A lead review was left out' : `${count} lead reviews were left out`),
    async render({ subject }) {
      const run = await schedules.notHeld(subject);
      return run && notHeldMessage(run);
    },
  },
];
