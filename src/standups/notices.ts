import { section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { StandupAsk } from './ports-service.ts';
import type { Standups } from './service.ts';
import { MISSING } from './telling-service.ts';

/** What owners hear unasked. */
export function standupNotices<A extends StandupAsk, C>(
  standups: Pick<Standups<A, C>, 'viewing'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: MISSING,
      isRationed: true,
      heading: () => 'Standups without an answer',
      async render({ subject }) {
        const day = await standups.viewing.missing(subject);
        // All may have answered late by now.
        if (day === undefined || day.names.length === 0) return undefined;
        const { line, message: words } = missingMessage(day);
        return { line, message: words };
      },
    },
  ];
}

interface MissingDay {
  readonly name: string;
  readonly day: string;
  readonly names: readonly string[];
}

const MOST_NAMES = 10;

/** Names for the owner alone: the channel reads a number. */
export function missingMessage({ name, day, names }: MissingDay): { line: Mrkdwn; message: MessageContent } {
  const rest = names.length - MOST_NAMES;
  const all = rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
  const line = md`${name}, ${day}: no answer from ${all}.`;
  return { line, message: message(`${name}, ${day}: ${names.length} without an answer`, [section(line)]) };
}
