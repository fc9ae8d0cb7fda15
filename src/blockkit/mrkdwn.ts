import type { Instant } from '../core/instants.ts';
import { type SlackDateFormat, slackDate, slackDay } from '../core/time-text.ts';
import { cleanLine, escapeText } from './escape.ts';
import { linkUrl } from './urls.ts';

/**
 * Text in Slack's markup that is safe to send. Only this module makes one, and the builders that write mrkdwn take
 * nothing else, so a raw string cannot get there. An object rather than a branded string, because `md` must tell
 * a finished fragment from foreign words when it runs.
 */
export class Mrkdwn {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** For this module's functions; elsewhere `md` is the way. */
  static trusted(text: string): Mrkdwn {
    return new Mrkdwn(text);
  }

  toString(): string {
    return this.#text;
  }
}

/**
 * Markup of ours with words of others: md`*${lead.company}* is waiting, ${mention(owner)}`.
 *
 * Every interpolated string is cleaned, put on one line and escaped. Slack has no way to escape `*`, `_`, `~`, a
 * leading `>` and the backtick, so in foreign words they become look-alikes which the markup does not know: the words read the same and cannot
 * break our formatting. Whole foreign sentences belong into `quote()` or another plain block, which keep them exactly.
 */
export function md(parts: TemplateStringsArray, ...values: readonly (string | number | Mrkdwn)[]): Mrkdwn {
  return Mrkdwn.trusted(
    parts.reduce((text, part, at) => {
      const value = values[at - 1];
      return `${text}${value === undefined ? '' : asMrkdwn(value).toString()}${part}`;
    }),
  );
}

/** A string of anyone's becomes safe words; what is safe already stays as it is. */
export function asMrkdwn(value: string | number | Mrkdwn): Mrkdwn {
  return value instanceof Mrkdwn ? value : Mrkdwn.trusted(escapeText(withoutMarkup(cleanLine(String(value)))));
}

/** Fragments in a row, for a list of unknown length. The separator is ours. */
export function joined(fragments: readonly (string | Mrkdwn)[], separator: string): Mrkdwn {
  return Mrkdwn.trusted(fragments.map((fragment) => asMrkdwn(fragment).toString()).join(escapeText(separator)));
}

/** `<@U1>`: shown as the person's name, and it notifies them. Throws a RangeError for what can't be an id. */
export const mention = (personId: string): Mrkdwn => Mrkdwn.trusted(`<@${idOnly(personId)}>`);

/** `<!subteam^S1>`: notifies everyone in the user group. */
export const groupMention = (groupId: string): Mrkdwn => Mrkdwn.trusted(`<!subteam^${idOnly(groupId)}>`);

/** `<#C1>`: shown as the channel's name, for those who may see it. */
export const channelLink = (channelId: string): Mrkdwn => Mrkdwn.trusted(`<#${idOnly(channelId)}>`);

/** A link to a web page, an address or a number to call. Any other address is not linked; its text remains. */
export function link(url: string, text: string): Mrkdwn {
  const target = linkUrl(url);
  const words = asMrkdwn(text).toString() || escapeText(cleanLine(url));
  return Mrkdwn.trusted(target === undefined ? words : `<${escapeText(target)}|${words}>`);
}

/** A moment, shown to each reader in their own zone and language; `fallbackZone` is for clients that can't. */
export const when = (at: Instant, format: SlackDateFormat, fallbackZone: string): Mrkdwn =>
  Mrkdwn.trusted(slackDate(at, format, fallbackZone));

/** A day in a sentence, with the preposition that it needs: "comes back ${onDay(…)}". */
export const onDay = (at: Instant, now: Instant, fallbackZone: string): Mrkdwn =>
  Mrkdwn.trusted(slackDay(at, now, fallbackZone));

export const bold = (text: string | Mrkdwn): Mrkdwn => md`*${text}*`;

export const italic = (text: string | Mrkdwn): Mrkdwn => md`_${text}_`;

/** For commands to be typed; in code nothing but entities means anything. */
export const code = (text: string): Mrkdwn => Mrkdwn.trusted(`\`${escapeText(cleanLine(text).replaceAll('`', 'ˋ'))}\``);

/** Fragments below one another; `undefined` and `false` are left out, so that a line can depend on a condition. */
export const lines = (...fragments: readonly (string | Mrkdwn | undefined | false)[]): Mrkdwn =>
  joined(
    fragments.filter((fragment) => fragment !== undefined && fragment !== false),
    '\n',
  );

const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ', '>': '›' };

function withoutMarkup(text: string): string {
  // An underscore inside a word formats nothing, and addresses such as jo_ann@example.com must stay copyable.
  // A ">" at the beginning of a line makes a quotation, escaped or not.
  return text.replace(/^>|[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (mark) => LOOK_ALIKES[mark] ?? mark);
}

function idOnly(id: string): string {
  if (!/^\w+$/.test(id)) throw new RangeError('Not an id of Slack');
  return id;
}
