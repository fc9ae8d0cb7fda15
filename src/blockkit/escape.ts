import { lazily } from '../core/lazily.ts';

/** Makes `& < >` harmless in mrkdwn, so that no foreign text becomes a mention, a link or a broadcast. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Foreign words without what one cannot see: control characters, directional overrides and zero-width characters,
 * with which a name could imitate another or turn the rest of a line around. Line breaks and tabs stay; the joiners
 * that emoji and some scripts need stay where they join.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(INVISIBLE, '')
    .replace(IDLE_JOINER, '')
    .replace(PILED_MARKS, '$1')
    .trim();
}

/** The same on one line, for a place where a line break would let foreign words pass for a line of ours. */
export const cleanLine = (text: string): string => clean(text).replace(/\s+/gu, ' ');

/** At most `max` long, cut between graphemes and ended with "…"; nothing is left of a text whose first one is too long. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : cutTokens(graphemesOf(text), max);
}

/** The same for finished mrkdwn: tokens such as `<@U1>` and entities such as `&amp;` are kept or dropped as a whole. */
export function cutMrkdwn(text: string, max: number): string {
  return text.length <= max ? text : cutTokens(mrkdwnTokens(text), max);
}

// What shows nothing: controls, and what Unicode calls ignorable except the variants of a character, the joiners (see
// below) and the tags that make the flags of England, Scotland and Wales.
const INVISIBLE =
  /(?![\n\t])\p{Cc}|(?!\p{Variation_Selector}|\p{Join_Control})(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,5})\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu;
// A joiner between two visible characters beyond ASCII shapes an emoji or a conjunct; any other only hides.
const IDLE_JOINER =
  /(?<![^\p{ASCII}\p{Join_Control}])\p{Join_Control}+|\p{Join_Control}+(?![^\p{ASCII}\p{Join_Control}])/gu;
// Scripts pile up four marks at most; more of them paint over the neighbouring lines.
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

function cutTokens(tokens: Iterable<string>, max: number): string {
  let kept = '';
  for (const token of tokens) {
    if (kept.length + token.length > max - 1) break;
    kept += token;
  }
  return `${kept.trimEnd()}…`;
}

function* mrkdwnTokens(text: string): Iterable<string> {
  for (const [token] of text.matchAll(/<[^<>]*>|&(?:amp|lt|gt);|[^<&]+|[<&]/gu)) {
    if (token.startsWith('<') || token.startsWith('&')) yield token;
    else yield* graphemesOf(token);
  }
}

const graphemes = lazily(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of graphemes().segment(text)) yield segment;
}
