import type { MessageContent } from '../../src/blockkit/message.ts';
import { SECOND } from '../../src/core/instants.ts';
import type { Recipient } from '../../src/core/notice.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Messages } from '../../src/platform/slack/messages/messages.ts';

/** A message as it was shown. */
export interface ShownMessage {
  readonly key: string;
  readonly to: Recipient;
  readonly inThreadOf: string | undefined;
  readonly content: MessageContent;
}

/** Messages without Slack, for services: whatever is shown is added to `shown`, and stands at once. */
export function recordedMessages(shown: ShownMessage[], clock: Pick<Clock, 'now'>): Messages {
  const found = (key: string) => shown.find((message) => message.key === key);
  return {
    async show({ key, to, inThreadOf, content }) {
      if (inThreadOf !== undefined && !found(inThreadOf)) return { kind: 'later', at: clock.now() + 2 * SECOND };
      shown.push({ key, to, inThreadOf, content });
      return { kind: 'shown', channel: placeOf(to), ts: String(shown.length) };
    },
    async standing(key, isWanted) {
      if (found(key)) return { kind: 'stands' };
      return { kind: isWanted ? 'new' : 'unposted' };
    },
    async settle(key) {
      const message = found(key);
      return message ? { kind: 'shown', channel: placeOf(message.to), ts: '1' } : { kind: 'unposted' };
    },
    async find(_db, key) {
      const message = found(key);
      return message && { state: 'shown', channel: placeOf(message.to), ts: '1', blockedBy: undefined };
    },
  };
}

/** The channel in which a message to them stands. */
export const placeOf = (to: Recipient): string => ('person' in to ? `D${to.person}` : to.channel);
