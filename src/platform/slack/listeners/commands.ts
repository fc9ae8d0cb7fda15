import { escapeText } from '../../../blockkit/escape.ts';
import { type MessageContent, message } from '../../../blockkit/message.ts';
import { joined, type Mrkdwn, md } from '../../../blockkit/mrkdwn.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Subcommand } from './listeners.ts';

/** The command that always works: `/baton lead claim 3` is `/lead claim 3`, because another app may own `/lead`. */
export const UMBRELLA = '/baton';

/** The subcommands of each command, with its slash, in the order of their tables. */
export type CommandTable<A> = ReadonlyMap<string, readonly Subcommand<A>[]>;

export type Understood<A> =
  | { readonly kind: 'run'; readonly subcommand: Subcommand<A>; readonly text: string }
  /** Help, or the sentence about a word that nobody knows. */
  | { readonly kind: 'tell'; readonly message: MessageContent };

const HELP: ReadonlySet<string> = new Set(['help', '?']);

/** What `/command text` asks for. Never nothing: an unknown word gets a sentence with the nearest one. */
export function understand<A>(table: CommandTable<A>, command: string, text: string, typed = command): Understood<A> {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  // Phones begin with a capital.
  const word = first.toLowerCase();
  const subcommands = table.get(command) ?? [];

  const subcommand = subcommands.find((one) => one.word === word || one.aliases?.includes(word));
  if (subcommand !== undefined) return { kind: 'run', subcommand, text: rest };

  if (command === UMBRELLA && command !== `/${word}` && table.has(`/${word}`)) {
    return understand(table, `/${word}`, rest, `${typed} ${word}`);
  }
  // What has a command of its own can be said in two words as well: `/lead review rate 3` is `/lead-review rate 3`.
  if (word !== '' && table.has(`${command}-${word}`)) {
    return understand(table, `${command}-${word}`, rest, `${typed} ${word}`);
  }
  if (word === '') {
    const usual = subcommands.find((one) => one.isDefault);
    return usual === undefined ? help(table, command, typed) : { kind: 'run', subcommand: usual, text: '' };
  }
  return HELP.has(word) ? help(table, command, typed) : unknown(table, command, word, typed);
}

function help<A>(table: CommandTable<A>, command: string, typed: string): Understood<A> {
  const lines = (table.get(command) ?? []).map((one) => helpLine(one, typed));
  const more = othersOf(table, command).map((word) => md`More: *${typed} ${word} help*`);
  return { kind: 'tell', message: message(joined([md`*${typed}* …`, ...lines, ...more], '\n')) };
}

/** Words that lead to another command: under the umbrella each of the others, and under `/lead` those that begin with it. */
function othersOf<A>(table: CommandTable<A>, command: string): string[] {
  const begin = command === UMBRELLA ? '/' : `${command}-`;
  return [...table.keys()]
    .filter((name) => name !== command && name.startsWith(begin))
    .map((name) => name.slice(begin.length));
}

function helpLine<A>({ word, usage, summary, isDefault }: Subcommand<A>, command: string): Mrkdwn {
  const typed = usage === '' ? md`*${word}*` : md`*${word}* ${usage}`;
  return isDefault === true ? md`${typed} – ${summary} (or just *${command}*)` : md`${typed} – ${summary}`;
}

function unknown<A>(table: CommandTable<A>, command: string, word: string, typed: string): Understood<A> {
  const subcommands = table.get(command) ?? [];
  const others = othersOf(table, command);
  const known = [...subcommands.flatMap((one) => [one.word, ...(one.aliases ?? [])]), ...others, 'help'];
  const guess = nearest(word, known);
  const said = escapeText(word).length > LONGEST_ECHO ? 'That' : `“${word}”`;
  const sentence =
    guess === undefined
      ? md`${said} is nothing I know. Try *${typed} help*.`
      : md`${said} is nothing I know. Did you mean *${typed} ${guess}*? All words: *${typed} help*.`;
  return { kind: 'tell', message: message(sentence) };
}

const LONGEST_ECHO = 40;
