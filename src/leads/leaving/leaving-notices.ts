import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../../core/notice.ts';
import {
  inheritedLine,
  inheritedMessage,
  type LeftBehind,
  leftBehindLine,
  leftBehindMessage,
} from './leaving-blocks.ts';

/** What somebody hears of the leads of a colleague who has gone: once, of all of them. */
export function leavingNotices(leads: {
  leftBehind(subject: string): Promise<LeftBehind>;
}): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'lead.inherited',
      heading: () => 'Leads of colleagues who have left are yours now',
      async render({ subject }) {
        const left = await leads.leftBehind(subject);
        return { message: inheritedMessage(left), line: inheritedLine(left) };
      },
    },
    {
      kind: 'lead.left-behind',
      heading: () => 'Colleagues who have left still have open leads',
      async render({ subject }) {
        const left = await leads.leftBehind(subject);
        return { message: leftBehindMessage(left), line: leftBehindLine(left) };
      },
    },
  ];
}
