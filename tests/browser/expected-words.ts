import { isRecord, type Json, record } from '../../playground/server/json.ts';
import { unescapeText } from '../../playground/server/plain-text.ts';

/**
 * Every piece of text that a reader must find somewhere in what these blocks became. Markup counts only for where it cuts
 * the text, as this is not to repeat what draws it; names and dates stand in tokens and are left out.
 */
export function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isRecord(value)) return [];
  if (typeof value.text === 'string') return value.type === 'mrkdwn' ? wordsOfMrkdwn(value.text) : lines(value.text);
  return Object.entries(value).flatMap(([name, inner]) => (isUnseen(value, name) ? [] : wordsIn(inner)));
}

/** Where several are chosen they stand in the place of the words that ask for them. */
const isUnseen = ({ initial_options: chosen }: Json, name: string): boolean =>
  UNSEEN.has(name) || (name === 'placeholder' && chosen !== undefined);

/** What a closed menu doesn't show, and what only tells others how a thing is called or begins. */
const UNSEEN: ReadonlySet<string> = new Set([
  'options',
  'option_groups',
  'confirm',
  'initial_option',
  'initial_options',
]);

/** The options of a menu, which can be read once it is open. */
export const optionWords = ({ options }: Json): string[] =>
  (Array.isArray(options) ? options : []).flatMap((option) => lines(String(record(record(option).text).text)));

const wordsOfMrkdwn = (text: string): string[] =>
  text
    .replace(/<!date[^>]*>/g, '\n')
    .split(/<[^<>|]*\|([^<>]*)>|<[^<>]*>|[*_~`]/)
    .flatMap((piece) => lines(piece ?? ''));

const lines = (text: string): string[] =>
  unescapeText(text)
    .split('\n')
    .map((line) => squeezed(line.replace(/^> ?/, '')))
    .filter((line) => line !== '');

/** As one line: how a text is broken is up to the page. */
export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
