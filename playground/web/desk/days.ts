import { DAY, type Instant, MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { PaneMessage } from '../../wire.ts';
import { dateFromFormat } from '../dates.ts';

/** A line of a channel: a day's name, or a message. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly label: string }
  /** `isContinued`: the same author goes on within a few minutes, so that the name need not be said again. */
  | { readonly kind: 'message'; readonly key: string; readonly message: PaneMessage; readonly isContinued: boolean };

const GOES_ON_WITHIN = 5 * MINUTE;

/** Messages with the reader's days between them, oldest first. */
export function linesOf(messages: readonly PaneMessage[], reader: { zone: string; now: Instant }): Line[] {
  return messages.flatMap((message, at): Line[] => {
    const before = messages[at - 1];
    const day = dayOf(momentOf(message.ts), reader.zone);
    const isNewDay = before === undefined || dayOf(momentOf(before.ts), reader.zone) !== day;
    const line: Line = {
      kind: 'message',
      key: message.ts,
      message,
      isContinued: !isNewDay && continues(before, message),
    };
    if (!isNewDay) return [line];
    return [{ kind: 'day', key: day, label: dayName(momentOf(message.ts), reader) }, line];
  });
}

/** "Today", "Yesterday", "Monday, 9 Mar", as Slack heads a day. */
export function dayName(at: Instant, { zone, now }: { zone: string; now: Instant }): string {
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return 'Today';
  if (day === dayOf(now - DAY, zone)) return 'Yesterday';
  return dateFromFormat(at, '{date_long}', { zone, now }).replace(/ (\w{3})\w* \d+$/, ' $1');
}

/** The moment of a message's timestamp. */
export const momentOf = (ts: string): Instant => Number(ts) * SECOND;

const continues = (before: PaneMessage, message: PaneMessage): boolean =>
  before.user === message.user &&
  before.isEphemeral === message.isEphemeral &&
  // What the app posts are cards, each with its own head.
  !message.fromBot &&
  momentOf(message.ts) - momentOf(before.ts) < GOES_ON_WITHIN;

// A channel asks for two hundred days at once, and making a formatter costs far more than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function dayOf(at: Instant, zone: string): string {
  const formatter = formatters.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  formatters.set(zone, formatter);
  return formatter.format(at);
}
