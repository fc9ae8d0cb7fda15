import { MINUTE } from '../core/instants.ts';
import type { Reminder } from './settings.ts';

export type ReadReminders =
  | { readonly ok: true; readonly ladder: readonly Reminder[] | undefined }
  | { readonly ok: false; readonly fault: string };

const MOST = 5;
const MOST_MINUTES = 60 * 24 * 10;

/** What people write for whom. */
const WORDS = { owner: 'nudge', hand: 'need a hand?', team: 'team', manager: 'manager' } as const satisfies Record<
  Reminder['audience'],
  string
>;

/**
 * Who is told when, one step a line: `15 before: nudge`, `0: team`, `60 after: manager`. Minutes of working time. Nothing at all
 * means the usual. What can't be read is answered with a sentence that says what to write.
 */
export function readReminders(text: string): ReadReminders {
  const written = text.split('\n').map((line) => line.trim());
  const ladder: Reminder[] = [];
  for (const line of written.filter((one) => one !== '')) {
    const read = readLine(line);
    if (typeof read === 'string') return { ok: false, fault: read };
    if (ladder.some(({ audience, after }) => audience === read.audience && after === read.after))
      return { ok: false, fault: `“${line}” stands there twice.` };
    ladder.push(read);
  }
  if (ladder.length > MOST) return { ok: false, fault: `These are ${ladder.length} steps; write at most ${MOST}.` };
  return { ok: true, ladder: ladder.length === 0 ? undefined : ladder.toSorted((a, b) => a.after - b.after) };
}

/** The same as it can be typed again. */
export const remindersText = (ladder: readonly Reminder[]): string =>
  ladder.map(({ audience, after }) => `${timeOf(after)}: ${WORDS[audience]}`).join('\n');

function timeOf(after: number): string {
  const minutes = Math.round(Math.abs(after) / MINUTE);
  return after === 0 ? '0' : `${minutes} ${after < 0 ? 'before' : 'after'}`;
}

const LINE = /^(\d{1,6})\s*(?:min(?:utes)?\s*)?(before|after)?\s*:?\s+(.+)$/i;
const EXAMPLE = 'Write one step a line, such as: 15 before: nudge';

function readLine(line: string): Reminder | string {
  const [, minutes = '', when = '', who = ''] = LINE.exec(line.replace(/:(?=\S)/, ': ')) ?? [];
  const audience = audienceOf(who);
  if (minutes === '' || audience === undefined)
    return `I could not read “${line}”. ${EXAMPLE}, 5 before: need a hand?, 0: team or 60 after: manager`;
  const count = Number(minutes);
  if (count > 0 && when === '') return `Is “${line}” before or after the due time? ${EXAMPLE}`;
  if (count > MOST_MINUTES) return `“${line}” is too far: write at most ${MOST_MINUTES} minutes.`;
  const isBefore = when.toLowerCase() === 'before' && count > 0;
  if (audience === 'hand' && !isBefore) return `“${WORDS.hand}” helps before the due time only: “${line}” is too late.`;
  if (isBefore && (audience === 'team' || audience === 'manager'))
    return `Before the due time only its owner hears of a lead: “${line}” is too early.`;
  return { audience, after: (isBefore ? -count : count) * MINUTE };
}

function audienceOf(typed: string): Reminder['audience'] | undefined {
  const bare = typed.toLowerCase().replace(/[^a-z]/g, '');
  return AUDIENCES.find(([, words]) => words.includes(bare))?.[0];
}

const AUDIENCES: readonly (readonly [Reminder['audience'], readonly string[]])[] = [
  ['owner', ['nudge', 'owner', 'remind', 'reminder']],
  ['hand', ['needahand', 'hand', 'help', 'offerhelp']],
  ['team', ['team', 'thread', 'channel']],
  ['manager', ['manager', 'managers']],
];
