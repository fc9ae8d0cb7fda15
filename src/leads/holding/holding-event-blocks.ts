import { type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import { DEMANDED_FIELDS, isDemandedField } from '../../core/demands.ts';
import { type Instant, MINUTE } from '../../core/instants.ts';
import { hoursText } from '../../core/time-text.ts';
import type { LeadEvent } from '../lead.ts';
import { type HeldEvent, heldIn, type LetThroughEvent, letThroughIn } from './holding.ts';

/** What a card says of a lead that was held back: "Held 3 h for: Phone. Its time was up." */
export function heldLine(events: readonly LeadEvent[]): Mrkdwn | undefined {
  const held = heldIn(events);
  const through = letThroughIn(events);
  if (held === undefined || through === undefined) return undefined;
  // Nobody is named: a card that is posted rings whom it mentions.
  return md`Held ${heldFor(through)} for: ${fieldNames(held.change.fields)}. ${WHY[through.change.why]}.`;
}

/** The same for whoever asks why, with the times. */
export function heldSum(events: readonly LeadEvent[], zone: string): Mrkdwn | undefined {
  const held = heldIn(events);
  if (held === undefined) return undefined;
  const began = md`It came ${when(held.at, 'date-time', zone)} and was held back for: ${fieldNames(held.change.fields)}.`;
  const through = letThroughIn(events);
  if (through === undefined)
    return md`${began} It goes on ${when(held.change.until, 'date-time', zone)} at the latest. No promise runs until then.`;
  return md`${began} ${whySentence(through)} It went on ${when(through.at, 'date-time', zone)}, after ${heldFor(through)} of working time; its promise counts from then.`;
}

/** One entry of the journal about it. */
export function holdWords(change: HeldEvent['change'] | LetThroughEvent['change'], who: Mrkdwn, zone: string): Mrkdwn {
  if (change.kind === 'held-back')
    return md`held back for: ${fieldNames(change.fields)}, until ${untilText(change.until, zone)}`;
  return change.why === 'by-hand' || change.why === 'worked'
    ? md`went on to sales, by ${who}`
    : md`went on to sales: ${WHY[change.why].toLowerCase()}`;
}

/** For readers whose Slack can't show their own time, in `zone`. */
export const untilText = (until: Instant, zone: string): Mrkdwn => when(until, 'date-time', zone);

/** "3 h", of marketing's working time. */
export const heldFor = ({ change: { worked } }: LetThroughEvent): string =>
  worked < MINUTE ? 'less than a minute' : hoursText(worked);

/** Why it went on, and by whom: for places where a mention rings nobody. */
export function whySentence({ change: { why }, by }: LetThroughEvent): Mrkdwn {
  const who = by === undefined ? md`Somebody` : mention(by);
  if (why === 'by-hand') return md`${who} let it go on as it was.`;
  return why === 'worked' ? md`${who} began to work on it.` : md`${WHY[why]}.`;
}

const WHY = {
  complete: 'All that it lacked has come',
  'by-hand': 'Let through as it was',
  time: 'Its time was up',
  worked: 'Somebody began to work on it',
  'not-asked': 'That is not asked for any more',
} as const;

/** "Phone, Persona" */
export const fieldNames = (fields: readonly string[]): string =>
  fields.map((field) => (isDemandedField(field) ? DEMANDED_FIELDS[field] : field)).join(', ');
