import { z } from 'zod';
import { actions, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { channelLink, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind } from '../../core/notice.ts';
import type { Decision } from '../deciding/agenda-blocks.ts';
import type { Reviews } from '../service.ts';
import { MOVE } from './running-blocks.ts';
import { CHANNEL_TROUBLE, RESULT_HERE } from './running-service.ts';
import { parentMessage } from './thread-blocks.ts';

const subject = z.object({ reviewId: z.string(), code: z.string() });

/** What whoever looks after a review hears of it unasked. */
export function runningNotices(
  reviews: Pick<Reviews, 'thread'>,
  decision: Decision,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: CHANNEL_TROUBLE,
      heading: (count) => `${count} reviews can’t be shown`,
      isMergedHourly: true,
      async render(notice: Notice) {
        const { reviewId, code } = subject.parse(JSON.parse(notice.subject));
        const view = await reviews.thread.parent(reviewId);
        if (view?.review.state !== 'open') return undefined;
        const line = troubleLine(view.review, code);
        return {
          line,
          message: message(`Review ${view.review.number} can’t be shown`, [
            section(line),
            actions(button('Another channel', MOVE, { value: reviewId })),
          ]),
        };
      },
    },
    {
      kind: RESULT_HERE,
      heading: (count) => `${count} reviews are done`,
      async render(notice: Notice) {
        const { reviewId } = subject.parse(JSON.parse(notice.subject));
        const view = await reviews.thread.parent(reviewId);
        if (view?.review.state !== 'revealed') return undefined;
        const line = md`Review ${view.review.number} is done, and its channel ${channelLink(view.review.channelId)} can’t be used.`;
        return { line, message: parentMessage(view, { results: [], decision }) };
      },
    },
  ];
}

function troubleLine(
  { number, channelId }: { readonly number: number; readonly channelId: string },
  code: string,
): Mrkdwn {
  const why = WHY[code] ?? 'can’t be used';
  return md`*Review ${number}*: ${channelLink(channelId)} ${why}, so its thread isn’t shown there. Those who judge go on in their messages, and you read here what they found.`;
}

const WHY: Readonly<Record<string, string>> = {
  is_archived: 'is archived',
  // What Slack says where a message of it is to change.
  is_inactive: 'is archived',
  not_in_channel: 'doesn’t have me any more (/invite @Baton there)',
};
