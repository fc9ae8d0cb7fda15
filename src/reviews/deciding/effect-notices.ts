import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind } from '../../core/notice.ts';
import type { Reviews } from '../service.ts';
import { changedMessage, didMessage, effectLine, type ToldEffect } from './effect-blocks.ts';
import { CHANGED, DID } from './effects-service.ts';

/** What those who judged hear of what was done about it. */
export function effectNotices(reviews: Pick<Reviews, 'effects'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  const told =
    (whole: (told: ToldEffect) => MessageContent, isWorthIt: (told: ToldEffect) => boolean) =>
    async ({ subject }: Notice) => {
      const view = await reviews.effects.effect(subject);
      if (view === undefined) return undefined;
      const { effect, review, decision, text } = view;
      const { before, after, of } = effect;
      const one: ToldEffect = { review, decision, text, origin: of.origin, before, after };
      return isWorthIt(one) ? { line: effectLine(one), message: whole(one) } : undefined;
    };

  return [
    {
      kind: DID,
      isRationed: true,
      heading: (count) => `You said, we did: ${count} decisions are done`,
      // Who hears it so late that the rest is known reads that instead.
      render: told(didMessage, ({ after }) => after === undefined),
    },
    {
      kind: CHANGED,
      isRationed: true,
      heading: (count) => `What ${count} decisions have changed`,
      render: told(changedMessage, ({ after }) => after !== undefined),
    },
  ];
}
