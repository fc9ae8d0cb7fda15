import { section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { bold, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';

/** Several pieces of news in one message, so that a phone rings once. */
export function mergedMessage(
  sections: readonly { readonly heading: string; readonly lines: readonly Mrkdwn[] }[],
): MessageContent {
  return message(
    sections.map(({ heading }) => heading).join('. '),
    sections.map(({ heading, lines: all }) => section(lines(bold(heading), ...shortened(all)))),
  );
}

const MOST_LINES = 15;

function shortened(all: readonly Mrkdwn[]): readonly Mrkdwn[] {
  const listed = all.slice(0, MOST_LINES).map((line) => md`• ${line}`);
  const rest = all.length - listed.length;
  return rest > 0 ? [...listed, md`… and ${rest} more`] : listed;
}
