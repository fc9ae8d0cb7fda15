import { SECOND } from '../../src/core/instants.ts';
import { unescapeText } from '../server/plain-text.ts';
import { dateFromFormat } from './dates.ts';
import { Html, html } from './html.ts';
import type { Reader } from './reader.ts';

/** Slack's markup as HTML: emphasis, code, quotes, links, mentions and dates. */
export function mrkdwnHtml(text: string, reader: Reader): Html {
  const [outside = '', ...rest] = text.split('```');
  const pieces = [linesHtml(outside, reader)];
  for (const [at, part] of rest.entries()) {
    // An opening fence without a closing one is just three characters.
    const isCode = at % 2 === 0 && at < rest.length - 1;
    pieces.push(isCode ? html`<pre>${unescapeText(part.replace(/^\n/, ''))}</pre>` : linesHtml(part, reader));
  }
  return html`${pieces}`;
}

function linesHtml(text: string, reader: Reader): Html {
  const lines = text.split('\n').map((line) => {
    const quoted = /^&gt; ?(.*)$/.exec(line)?.[1];
    return quoted === undefined ? inlineHtml(line, reader) : html`<q class="line">${inlineHtml(quoted, reader)}</q>`;
  });
  return html`${lines.flatMap((line, at) => (at === 0 ? [line] : [BREAK, line]))}`;
}

const BREAK = html`<br>`;

// A mark opens only where a word begins and closes only where one ends.
const INLINE = new RegExp(
  [
    '<(?<token>[^<>]+)>',
    '`(?<code>[^`]+)`',
    String.raw`(?<![\w*])\*(?<bold>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])`,
    String.raw`(?<!\w)_(?<italic>[^\s_](?:[^_]*[^\s_])?)_(?!\w)`,
    String.raw`(?<![\w~])~(?<strike>[^\s~](?:[^~]*[^\s~])?)~(?![\w~])`,
  ].join('|'),
  'g',
);

function inlineHtml(text: string, reader: Reader): Html {
  const pieces: Html[] = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    pieces.push(html`${unescapeText(text.slice(done, match.index))}`);
    pieces.push(marked(match.groups ?? {}, reader));
    done = match.index + match[0].length;
  }
  return html`${pieces}${unescapeText(text.slice(done))}`;
}

function marked({ token, code, bold, italic, strike }: Record<string, string | undefined>, reader: Reader): Html {
  if (token !== undefined) return tokenHtml(token, reader);
  if (code !== undefined) return html`<code>${unescapeText(code)}</code>`;
  if (bold !== undefined) return html`<b>${inlineHtml(bold, reader)}</b>`;
  if (italic !== undefined) return html`<i>${inlineHtml(italic, reader)}</i>`;
  return html`<s>${inlineHtml(strike ?? '', reader)}</s>`;
}

/** What stands between `<` and `>`. */
function tokenHtml(token: string, reader: Reader): Html {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(token.slice(bar + 1));
  if (target.startsWith('@')) return mentionHtml(target.slice(1), reader);
  if (target.startsWith('#')) return channelHtml(target.slice(1), reader);
  if (target.startsWith('!')) return specialHtml(target.slice(1), label, reader);
  return linkHtml(unescapeText(target), label);
}

export const mentionHtml = (person: string, reader: Reader): Html =>
  html`<span class="mention ${person === reader.id ? 'me' : ''}">@${reader.nameOf(person)}</span>`;

export const channelHtml = (channel: string, reader: Reader): Html =>
  html`<span class="mention">#${reader.channelName(channel)}</span>`;

function specialHtml(name: string, label: string | undefined, reader: Reader): Html {
  const [kind, first = '', format = '', link] = name.split('^');
  if (kind === 'subteam') return html`<span class="mention">@${reader.groupName(first)}</span>`;
  if (kind !== 'date') return html`<span class="mention me">@${name}</span>`;
  const shown = dateFromFormat(Number(first) * SECOND, unescapeText(format), reader);
  const moment = html`<time title="${label ?? ''}">${shown}</time>`;
  return link === undefined ? moment : linkHtml(unescapeText(link), moment);
}

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** A link; one that could run something is only its text. */
export function linkHtml(url: string, label: string | Html | undefined): Html {
  const shown = label instanceof Html ? label : label || url.replace(/^(mailto|tel):/, '');
  if (!SAFE.has(URL.parse(url)?.protocol ?? '')) return html`${shown}`;
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${shown}</a>`;
}
