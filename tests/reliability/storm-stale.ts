import { type Json, records } from '../../playground/server/json.ts';
import { plainMessage } from '../../playground/server/plain-text.ts';
import type { ApiCall } from '../../playground/server/records.ts';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import type { MessageContent } from '../../src/blockkit/message.ts';
import { hashOf } from '../../src/platform/slack/messages/message-content.ts';
import type { MessageRow } from '../../src/platform/slack/messages/messages-store.ts';

/**
 * Messages that Slack shows otherwise than the database believes. What the database believes is a hash; the words to it
 * are in one of the calls that were made.
 */
export function staleIn(slack: LocalSlack, rows: readonly MessageRow[]): string[] {
  const calls = slack.records.calls.filter(({ method }) => method === 'chat.postMessage' || method === 'chat.update');
  const wordsOf = new Map(
    calls
      .map(({ args }) => contentOf(args))
      .flatMap((content) => [content, withoutLabel(content)])
      .map((content) => [hashOf(sentAs(content)), wordsIn({ text: content.text, blocks: content.blocks ?? [] })]),
  );
  const channels = new Map(slack.channels().map((channel) => [channel.id, channel]));
  return rows
    .filter(({ state }) => state === 'shown')
    .flatMap(({ key, channel, ts, posted_hash }) => {
      const message = channels.get(channel ?? '')?.messages.find((one) => one.ts === ts);
      const shown = message && wordsIn(message);
      const believed = wordsOf.get(posted_hash ?? '');
      return shown === believed ? [] : [`${key} shows “${shown}” and should “${believed}”`];
    });
}

/** What can be read, but for the label, which goes away with the next change. */
const wordsIn = (message: Parameters<typeof plainMessage>[0]): string =>
  plainMessage(message).replace(/\n_?Possible repeat:[^\n]*$/, '');

/** What a call wanted to be read, as the product had it before it was sent. */
function contentOf({ text, blocks }: ApiCall['args']): Content {
  const given = records(typeof blocks === 'string' ? JSON.parse(blocks) : blocks);
  return JSON.parse(JSON.stringify({ text, ...(given.length > 0 && { blocks: given }) }));
}

/** What the product believes of a message that it has labelled: the label is no part of it. */
function withoutLabel(content: Content): Content {
  const { text, blocks } = content;
  if (!JSON.stringify(content).includes('Possible repeat')) return content;
  return blocks === undefined
    ? { text: text.replace(/\n_Possible repeat:[^\n]*$/, '') }
    : { text, blocks: blocks.slice(0, -1) };
}

const sentAs = (content: Content): MessageContent => JSON.parse(JSON.stringify(content));

interface Content {
  readonly text: string;
  readonly blocks?: readonly Json[];
}
