import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Pairings } from './service.ts';
import { offerLine, offerMessage } from './setup-blocks.ts';
import { ALONE, ASKED_AGAIN, OFFER } from './telling-service.ts';
import { aloneLine, askedAgainLine, type DrawTurn } from './turn-blocks.ts';

/** What people hear unasked, besides whom they meet. */
export const pairingNotices = (
  pairings: Pick<Pairings, 'turn' | 'isOffered'>,
  draw: DrawTurn,
): readonly NoticeKind<MessageContent, Mrkdwn>[] => [
  {
    kind: ASKED_AGAIN,
    isRationed: true,
    heading: () => 'Did you meet?',
    async render({ recipient, subject }) {
      const turn = 'person' in recipient ? await pairings.turn(subject, recipient.person) : undefined;
      return turn?.kind === 'paired' ? { message: await draw(turn, true), line: askedAgainLine(turn) } : undefined;
    },
  },
  {
    kind: ALONE,
    isRationed: true,
    heading: () => 'You sit this one out',
    async render({ recipient, subject }) {
      const turn = 'person' in recipient ? await pairings.turn(subject, recipient.person) : undefined;
      return turn?.kind === 'alone' ? { message: await draw(turn), line: aloneLine() } : undefined;
    },
  },
  {
    kind: OFFER,
    isRationed: true,
    heading: () => 'An offer',
    render: async ({ subject }) =>
      (await pairings.isOffered(subject)) ? { message: offerMessage(), line: offerLine() } : undefined,
  },
];
