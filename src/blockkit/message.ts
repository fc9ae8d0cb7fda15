import type { MessageBlock } from './charts.ts';
import { cutMrkdwn } from './escape.ts';
import { fitted } from './fit.ts';
import { MESSAGE } from './limits.ts';
import { asMrkdwn, type Mrkdwn } from './mrkdwn.ts';
import { NOTHING } from './text.ts';

/** What a message says. `text` is what notifications and screen readers get; it is mrkdwn, already escaped. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: readonly MessageBlock[];
  /** The same in a plainer form, for a Slack that refuses this one: a kind of block may be newer than a workspace or plan. */
  readonly plainer?: MessageContent;
  /** Tells somebody that they may not do what they tried; it leaves a line in the log. */
  readonly isRefusal?: true;
}

/**
 * A message. `text` is required because a notification shows nothing else: say there what a locked phone may show.
 * A plain string is escaped like any other words; it is cut to what `chat.update` accepts, or a later
 * re-rendering of the same message would be refused. Blocks that don't fit are left out, and the message says so.
 */
export function message(text: string | Mrkdwn, blocks?: readonly MessageBlock[]): MessageContent {
  const words = cutMrkdwn(asMrkdwn(text).toString(), MESSAGE.wholeText.max).trim() || NOTHING;
  if (blocks === undefined) return { text: words };
  return {
    text: words,
    blocks: fitted(blocks, { blocks: MESSAGE.blocks.max, characters: MESSAGE.charactersOfBlocks.max }),
  };
}

/** What somebody reads who may not do what they tried, with whom to ask. */
export const refusal = (sentence: string | Mrkdwn): MessageContent => ({ ...message(sentence), isRefusal: true });
