import type { Office } from '../../wire.ts';

/** What could be written at the caret, and which part of the line it would replace. */
export interface Suggestions {
  readonly kind: 'command' | 'word' | 'person' | 'channel';
  readonly from: number;
  readonly to: number;
  readonly options: readonly Suggestion[];
  /** Whether Enter takes the first at once; else it sends, until an arrow has chosen one. */
  readonly isEager: boolean;
}

export interface Suggestion {
  /** What is written. */
  readonly insert: string;
  readonly label: string;
  /** What may follow it; empty where nothing is known of that. */
  readonly usage: string;
  readonly detail: string;
}

const MOST = 16;

/** The suggestions for a line at its caret; undefined where there are none. */
export function suggestionsAt(line: string, caret: number, office: Office): Suggestions | undefined {
  const before = line.slice(0, caret);
  const found = before.startsWith('/') ? (commands(before, office) ?? words(before, office)) : names(before, office);
  if (found === undefined || found.options.length === 0) return undefined;
  return { ...found, options: found.options.slice(0, MOST), to: caret };
}

/** The line with a suggestion written into it, and where the caret is then. */
export function withSuggestion(
  line: string,
  { from, to }: Pick<Suggestions, 'from' | 'to'>,
  { insert }: Pick<Suggestion, 'insert'>,
): { readonly line: string; readonly caret: number } {
  const start = `${line.slice(0, from)}${insert} `;
  return { line: start + line.slice(to).replace(/^ /, ''), caret: start.length };
}

type Found = Omit<Suggestions, 'to'>;

function commands(before: string, office: Office): Found | undefined {
  if (/\s/.test(before)) return undefined;
  const options = office.commands
    .filter(({ command }) => command.startsWith(before.toLowerCase()))
    .map(({ command, description, usageHint }) => ({
      insert: command,
      label: command,
      usage: usageHint,
      detail: description,
    }));
  return { kind: 'command', from: 0, options, isEager: !options.some(({ insert }) => insert === before) };
}

/** The words of a command's usage hint, such as `new | claim | help`, after the command. */
function words(before: string, office: Office): Found | undefined {
  const [, command = '', start = ''] = /^(\/\S+)\s+(\S*)$/.exec(before) ?? [];
  const hint = office.commands.find((one) => one.command === command.toLowerCase())?.usageHint ?? '';
  const usages = hint.split('|').map((part) => ({ usage: part.trim(), word: /^[\w-]+/.exec(part.trim())?.[0] }));
  const options = usages.flatMap(({ usage, word }) =>
    word?.startsWith(start.toLowerCase())
      ? [{ insert: word, label: word, usage: usage.slice(word.length).trim(), detail: '' }]
      : [],
  );
  const isComplete = options.some(({ insert }) => insert === start);
  if (isComplete && options.length === 1) return undefined;
  return { kind: 'word', from: before.length - start.length, options, isEager: start !== '' && !isComplete };
}

function names(before: string, office: Office): Found | undefined {
  const [, mark, start = ''] = /(?:^|\s)([@#])([\w.-]*)$/.exec(before) ?? [];
  if (mark === undefined) return undefined;
  const typed = start.toLowerCase();
  const from = before.length - start.length - 1;
  if (mark === '#') return { kind: 'channel', from, options: channels(typed, office), isEager: true };
  return { kind: 'person', from, options: people(typed, office), isEager: true };
}

const channels = (typed: string, office: Office): Suggestion[] =>
  office.channels
    .filter(({ name }) => name.startsWith(typed))
    .map(({ name }) => ({ insert: `#${name}`, label: `#${name}`, usage: '', detail: '' }));

function people(typed: string, office: Office): Suggestion[] {
  const persons = office.people
    .filter(({ name, handle }) => [handle, ...name.toLowerCase().split(' ')].some((part) => part.startsWith(typed)))
    .map(({ handle, name, role }) => ({ insert: `@${handle}`, label: name, usage: `@${handle}`, detail: role ?? '' }));
  const groups = office.userGroups
    .filter(({ handle }) => handle.startsWith(typed))
    .map(({ handle, members }) => ({
      insert: `@${handle}`,
      label: `@${handle}`,
      usage: '',
      detail: `${members.length} people`,
    }));
  return [...persons, ...groups];
}
