import { SECOND } from '../../../src/core/instants.ts';
import { type Json, record, records, text, textOr } from '../../server/json.ts';
import { dateFromFormat } from '../dates.ts';
import type { Reader } from '../surface.ts';

/** Rich text in which everything is of a kind that the library draws: what it would leave out is replaced by its words. */
export const readableRichText = (block: Json, reader: Reader): Json => ({
  ...block,
  elements: records(block.elements).map((part) => readable(part, reader)),
});

const DRAWN: ReadonlySet<unknown> = new Set([
  'text',
  'link',
  'emoji',
  'user',
  'usergroup',
  'channel',
  'broadcast',
  'color',
]);

function readable(part: Json, reader: Reader): Json {
  if (Array.isArray(part.elements)) return readableRichText(part, reader);
  const style = part.style === undefined ? {} : { style: part.style };
  if (part.type === 'date') return readableDate(part, style, reader);
  if (part.type === 'broadcast' && !['here', 'channel', 'everyone'].includes(textOr(part.range, ''))) {
    return { type: 'text', text: `@${textOr(part.range, '')}`, ...style };
  }
  if (DRAWN.has(part.type)) return part;
  const words = text(part.text) ?? text(part.fallback) ?? text(record(part.text).text) ?? textOr(part.team_id, '');
  return { type: 'text', text: words || `[${textOr(part.type, 'unknown')}]`, ...style };
}

/** The library forgets a date's address and what to show where the date can't be. */
function readableDate(part: Json, style: Json, reader: Reader): Json {
  const at = Number(part.timestamp) * SECOND;
  if (Number.isNaN(new Date(at).getTime())) return { type: 'text', text: textOr(part.fallback, ''), ...style };
  const url = text(part.url);
  if (url === undefined) return { ...part, timestamp: Number(part.timestamp) };
  return { type: 'link', url, text: dateFromFormat(at, textOr(part.format, '{date}'), reader), ...style };
}
