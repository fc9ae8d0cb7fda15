import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import { NOT_HELD } from './schedule.ts';
import { notHeldMessage } from './schedule-blocks.ts';
import type { RetroSchedules } from './schedule-service.ts';

/** What those who look after schedules hear unasked. */
export const scheduleNotices = (
  schedules: Pick<RetroSchedules, 'notHeld'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] => [
  {
    kind: NOT_HELD,
    isRationed: true,
    heading: (count) => (count === 1 ? 'A retro was left out' : `${count} retros were left out`),
    async render({ subject }) {
      const run = await schedules.notHeld(subject);
      return run && notHeldMessage(run);
    },
  },
];
