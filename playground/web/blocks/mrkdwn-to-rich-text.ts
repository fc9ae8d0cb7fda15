import type { Json } from '../../server/json.ts';
import { unescapeText } from '../../server/plain-text.ts';

type Style = Readonly<Record<'bold' | 'italic' | 'strike' | 'code', boolean>>;
const PLAIN: Style = { bold: false, italic: false, strike: false, code: false };

/**
 * Slack's markup as a `rich_text` block. `slack-blocks-to-jsx` would read it as Markdown: it drops lines that begin with
 * `#`, shows none of the formatting of a `verbatim` text and takes escaped `&lt;@U1&gt;` for a mention; rich text it draws to the letter.
 */
export function richTextFromMrkdwn(text: string): Json {
  const [outside = '', ...rest] = text.split('```');
  const elements = lineParts(outside);
  for (const [at, part] of rest.entries()) {
    // An opening fence without a closing one is just three characters.
    const isCode = at % 2 === 0 && at < rest.length - 1;
    const isFence = at % 2 === 0 && !isCode;
    if (isCode) elements.push({ type: 'rich_text_preformatted', elements: [plainPiece(trimmedCode(part))] });
    else elements.push(...lineParts(isFence ? `\`\`\`${part}` : part.replace(/^\n/, '')));
  }
  return { type: 'rich_text', elements };
}

/** Words without any markup, as a `rich_text` block; `:names:` become emoji if asked. */
export const richTextFromPlain = (text: string, emoji: boolean): Json => {
  const words = unescapeText(text);
  const pieces = emoji ? withEmoji(words, PLAIN) : [plainPiece(words)];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: pieces }] };
};

const trimmedCode = (code: string): string => unescapeText(code.replace(/^\n/, '').replace(/\n$/, ''));

/** Sections and quotes, each with as many lines as stand together. */
function lineParts(text: string): Json[] {
  const parts: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text === '' ? [] : text.split('\n')) {
    const quoted = /^&gt; ?(.*)$/.exec(line)?.[1];
    const last = parts.at(-1);
    if (last !== undefined && last.isQuote === (quoted !== undefined)) last.lines.push(quoted ?? line);
    else parts.push({ isQuote: quoted !== undefined, lines: [quoted ?? line] });
  }
  return parts.map(({ isQuote, lines }) => ({
    type: isQuote ? 'rich_text_quote' : 'rich_text_section',
    elements: lines.flatMap((line, at) => [...(at === 0 ? [] : [plainPiece('\n')]), ...piecesOf(line, PLAIN)]),
  }));
}

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

function piecesOf(text: string, style: Style): Json[] {
  const pieces: Json[] = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    pieces.push(...withEmoji(unescapeText(text.slice(done, match.index)), style));
    pieces.push(...marked(match.groups ?? {}, style));
    done = match.index + match[0].length;
  }
  pieces.push(...withEmoji(unescapeText(text.slice(done)), style));
  return pieces;
}

function marked({ token, code, bold, italic, strike }: Record<string, string | undefined>, style: Style): Json[] {
  if (token !== undefined) return [tokenPiece(token, style)];
  if (code !== undefined) return [styled({ type: 'text', text: unescapeText(code) }, { ...style, code: true })];
  if (bold !== undefined) return piecesOf(bold, { ...style, bold: true });
  if (italic !== undefined) return piecesOf(italic, { ...style, italic: true });
  return piecesOf(strike ?? '', { ...style, strike: true });
}

/** What stands between `<` and `>`. */
function tokenPiece(token: string, style: Style): Json {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? '' : unescapeText(token.slice(bar + 1));
  if (target.startsWith('@')) return styled({ type: 'user', user_id: target.slice(1) }, style);
  if (target.startsWith('#')) return styled({ type: 'channel', channel_id: target.slice(1) }, style);
  if (target.startsWith('!')) return specialPiece(target.slice(1), label, style);
  const url = unescapeText(target);
  return styled({ type: 'link', url, text: label || url.replace(/^(mailto|tel):/, '') }, style);
}

function specialPiece(name: string, label: string, style: Style): Json {
  const [kind, first = '', format = '', url] = name.split('^');
  if (kind === 'subteam') return styled({ type: 'usergroup', usergroup_id: first }, style);
  if (kind !== 'date') return styled({ type: 'broadcast', range: name }, style);
  const link = url === undefined ? {} : { url: unescapeText(url) };
  const date = { type: 'date', timestamp: Number(first), format: unescapeText(format), fallback: label, ...link };
  return styled(date, style);
}

// Not inside a time such as 10:00:30.
const EMOJI = /(?<![\w:]):(?<name>[a-z][a-z0-9_+'-]*|\+1|-1|100)(?:::skin-tone-(?<tone>[2-6]))?:(?!\w)/g;

function withEmoji(text: string, style: Style): Json[] {
  const pieces: Json[] = [];
  let done = 0;
  for (const match of text.matchAll(EMOJI)) {
    if (match.index > done) pieces.push(styled({ type: 'text', text: text.slice(done, match.index) }, style));
    const { name, tone } = match.groups ?? {};
    pieces.push({ type: 'emoji', name, ...(tone !== undefined && { skin_tone: Number(tone) }) });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push(styled({ type: 'text', text: text.slice(done) }, style));
  return pieces;
}

const plainPiece = (text: string): Json => ({ type: 'text', text });

/** The piece with those styles that it has. */
function styled(piece: Json, style: Style): Json {
  const own = Object.entries(style).filter(([, isOn]) => isOn);
  return own.length === 0 ? piece : { ...piece, style: Object.fromEntries(own) };
}
