import { z } from 'zod';
import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { channelLink, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind } from '../core/notice.ts';
import { counted } from '../core/time-text.ts';
import type { AddressOf } from './retro-part-blocks.ts';
import { MOVE } from './retro-running-blocks.ts';
import { CHANNEL_TROUBLE, UNLED } from './retro-running-service.ts';
import { turnKey } from './retro-telling-service.ts';
import type { Retros } from './service.ts';
import { reminderLine, reminderMessage, titleOf } from './turns/turn-blocks.ts';
import { REMINDER } from './turns/turn-service.ts';

const subject = z.object({ retroId: z.string(), code: z.string() });

/** What people hear of a retro unasked, besides the one message in which they take part. */
export function retroNotices(
  retros: Pick<Retros, 'running' | 'reminder' | 'thread' | 'turn'>,
  addressOf: AddressOf,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: REMINDER,
      isRationed: true,
      heading: (count) => `${counted(count, 'retro')} ${count === 1 ? 'waits' : 'wait'} for you`,
      async render({ recipient, subject: about }) {
        if (!('person' in recipient)) return undefined;
        const [retroId = '', phase = ''] = about.split(' ');
        const retro = await retros.reminder(retroId, phase, recipient.person);
        const turn = retro && (await retros.turn(retroId, recipient.person));
        if (retro === undefined || turn === undefined) return undefined;
        const address = await addressOf(
          phase === 'voting' ? `retro.vote:${retroId}:${recipient.person}` : turnKey(retroId, recipient.person),
        );
        return { line: reminderLine(retro, turn.zone), message: reminderMessage(retro, turn.zone, address) };
      },
    },
    {
      kind: CHANNEL_TROUBLE,
      heading: (count) => `${count} retros can’t be shown`,
      isMergedHourly: true,
      async render(notice: Notice) {
        const { retroId, code } = subject.parse(JSON.parse(notice.subject));
        const view = await retros.thread.parent(retroId);
        if (view?.retro.phaseDueAt === undefined || view.retro.channelId === undefined) return undefined;
        const title = titleOf(view.retro);
        const line = md`*${title}*: ${channelLink(view.retro.channelId)} ${WHY[code] ?? 'can’t be used'}, so its thread isn’t shown there. People go on in their messages, and it can go on in another channel.`;
        return {
          line,
          message: message(`${title} can’t be shown`, [
            section(line),
            actions(button('Another channel', MOVE, { value: retroId })),
          ]),
        };
      },
    },
    {
      kind: UNLED,
      heading: (count) => `Nobody looks after ${counted(count, 'retro')}`,
      isMergedHourly: true,
      async render(notice: Notice) {
        const { retroId } = subject.parse(JSON.parse(notice.subject));
        const view = await retros.thread.parent(retroId);
        if (view?.retro.phaseDueAt === undefined || view.retro.facilitatorId !== undefined) return undefined;
        const title = titleOf(view.retro);
        const line = md`*${title}*: whoever looked after it is gone. It goes on by itself, and you can do everything in the menu of its message.`;
        return { line, message: message(`Nobody looks after ${title.toLowerCase()}`, [section(line)]) };
      },
    },
  ];
}

const WHY: Readonly<Record<string, string>> = {
  is_archived: 'is archived',
  // What Slack says where a message of it is to change.
  is_inactive: 'is archived',
  not_in_channel: 'doesn’t have me any more (/invite @Baton there)',
};
