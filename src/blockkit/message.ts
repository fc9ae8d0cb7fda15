import type { KnownBlock } from '@slack/types';
import { cutMrkdwn, length } from './escape.ts';
import { MESSAGE } from './limits.ts';
import { asMrkdwn, type Mrkdwn } from './mrkdwn.ts';

/** What a message says. `text` is what notifications and screen readers get; it is mrkdwn, already escaped. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/**
 * A message. `text` is required because a notification shows nothing else: say there what a locked phone may show.
 * A plain string is escaped like any other words; it is cut to what `chat.update` accepts, or a later
 * re-rendering of the same message would be refused.
 */
export function message(text: string | Mrkdwn, blocks?: readonly KnownBlock[]): MessageContent {
  const words = asMrkdwn(text).toString();
  const whole = length(words) > MESSAGE.wholeText.max ? cutMrkdwn(words, MESSAGE.wholeText.max) : words;
  return blocks === undefined ? { text: whole } : { text: whole, blocks };
}
