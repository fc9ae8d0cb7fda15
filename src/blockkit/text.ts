import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { clean, cleanLine, cut, cutMrkdwn } from './escape.ts';
import type { Range } from './limits.ts';
import type { Mrkdwn } from './mrkdwn.ts';

/** Slack refuses an empty text, and the words may have been nothing but invisible characters. */
export const NOTHING = '–';

/** Words on one line, shown exactly. `emoji: false`, or a foreign ":fire:" would become a picture. */
export function plainLine(text: string, { max }: Range): PlainTextElement {
  return { type: 'plain_text', text: cut(cleanLine(text), max) || NOTHING, emoji: false };
}

/** Words with their line breaks, shown exactly. */
export function plainText(text: string, { max }: Range): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(text), max) || NOTHING, emoji: false };
}

/** Markup. `verbatim`, or Slack would turn bare addresses and names of channels in foreign words into links. */
export function mrkdwn(text: Mrkdwn, { max }: Range): MrkdwnElement {
  return { type: 'mrkdwn', text: cutMrkdwn(text.toString(), max).trim() || NOTHING, verbatim: true };
}
