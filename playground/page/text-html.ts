import { record, textOr } from '../server/json.ts';
import { unescapeText } from '../server/plain-text.ts';
import { type Html, html } from './html.ts';
import { mrkdwnHtml } from './mrkdwn.ts';
import type { Reader } from './reader.ts';

/** A text object, of either kind. */
export function textHtml(object: unknown, reader: Reader): Html {
  const { type, text } = record(object);
  const words = textOr(text, '');
  return type === 'mrkdwn' ? mrkdwnHtml(words, reader) : html`<span class="plain">${unescapeText(words)}</span>`;
}
