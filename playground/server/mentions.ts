import { isRecord, type Json } from './json.ts';

/** Whom a message calls. */
export interface Mentions {
  readonly people: ReadonlySet<string>;
  readonly userGroups: ReadonlySet<string>;
  readonly here: boolean;
  readonly channel: boolean;
}

/**
 * The mentions in a message's text, in the mrkdwn of its blocks and in rich text. Escaped text (`&lt;@U1&gt;`) and
 * plain_text objects mention nobody.
 */
export function mentionsIn(text: string, blocks: readonly Json[]): Mentions {
  const found = { people: new Set<string>(), userGroups: new Set<string>(), here: false, channel: false };
  const readMrkdwn = (mrkdwn: string) => {
    for (const [, token = ''] of mrkdwn.matchAll(/<([@!][^<>|]*)(?:\|[^<>]*)?>/g)) {
      if (token.startsWith('@')) found.people.add(token.slice(1));
      else if (token.startsWith('!subteam^')) found.userGroups.add(token.slice('!subteam^'.length));
      else callAll(token.slice(1));
    }
  };
  const callAll = (whom: unknown) => {
    if (whom === 'here') found.here = true;
    if (whom === 'channel' || whom === 'everyone') found.channel = true;
  };
  const read = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) read(item);
    if (!isRecord(value)) return;
    const { type } = value;
    if ((type === 'mrkdwn' || type === 'markdown') && typeof value.text === 'string') readMrkdwn(value.text);
    else if (type === 'user' && typeof value.user_id === 'string') found.people.add(value.user_id);
    else if (type === 'usergroup' && typeof value.usergroup_id === 'string') found.userGroups.add(value.usergroup_id);
    else if (type === 'broadcast') callAll(value.range);
    else for (const part of Object.values(value)) read(part);
  };
  readMrkdwn(text);
  read(blocks);
  return found;
}
