import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, mention, onDay } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import { moment } from '../card/status-blocks.ts';
import { type Lead, type LeadEvent, leadName } from '../lead.ts';
import { latestOutcome, reasonText, valueText, wrongText } from './outcome-text.ts';

export const UNDO_OUTCOME = 'lead.undo-outcome';

/** How it ended, who said so and when, in one line for a card; `beside` is when its message was posted. */
export function outcomeLine(
  lead: Lead,
  events: readonly LeadEvent[],
  now: Instant,
  zone: string,
  words: StageWords = {},
  beside: Instant = now,
): Mrkdwn {
  const said = latestOutcome(events);
  const how = md`*${outcomeTitle(lead, now, zone, words)}*`;
  if (said === undefined) return how;
  const why = joined(whyWords(said.change), ', ');
  const by = said.by === undefined ? seenBy(said.change.via) : md`${mention(said.by)}, `;
  return joined([why.toString() === '' ? how : md`${how}: ${why}`, md`${by}${moment(said.at, beside, zone)}`], ' · ');
}

const seenBy = (via: string | undefined): Mrkdwn => (via === undefined ? md`` : md`seen in ${via}, `);

function outcomeTitle({ stage, returnsAt, value }: Lead, now: Instant, zone: string, words: StageWords): Mrkdwn {
  const word = words[stage];
  if (stage === 'customer')
    return value === undefined ? md`${word ?? 'Won'}` : md`${word ?? 'Won'}, ${valueText(value)}`;
  if (stage !== 'recycled') return md`${word ?? (stage === 'lost' ? 'Lost' : 'Not a fit')}`;
  if (returnsAt === undefined) return md`${word ?? 'Later'}`;
  const back = onDay(returnsAt, now, zone);
  return word === undefined ? md`Back ${back}` : md`${word}, back ${back}`;
}

function whyWords(change: NonNullable<ReturnType<typeof latestOutcome>>['change']): readonly string[] {
  if (change.kind === 'rejected') return [reasonText(change.reason, change.detail)];
  return change.kind === 'lost' && change.wrong.length > 0 ? [wrongText(change.wrong)] : [];
}

export const qualifiedMessage = (lead: Lead): MessageContent => undoable(lead, md`${leadName(lead)} is qualified.`);

export const dealMessage = (lead: Lead): MessageContent =>
  undoable(
    lead,
    lead.value === undefined
      ? md`${leadName(lead)} is a deal in the making.`
      : md`${leadName(lead)} is a deal in the making, worth ${valueText(lead.value)}.`,
  );

export const wonMessage = (lead: Lead): MessageContent =>
  undoable(lead, md`🏆 ${leadName(lead)} is won. Well done! In a minute the channel hears of it.`);

export const lostMessage = (lead: Lead): MessageContent =>
  undoable(lead, md`${leadName(lead)} is lost. Thank you for saying why: both teams can learn from it.`);

/** It is closed for now, or for good. */
export function rejectedMessage(lead: Lead, now: Instant, zone: string): MessageContent {
  const { returnsAt, owner } = lead;
  if (returnsAt === undefined) return undoable(lead, md`${leadName(lead)} is closed. Marketing reads why.`);
  const to = owner === undefined ? md`to the team` : md`to ${mention(owner.personId)}`;
  return undoable(lead, md`${leadName(lead)} comes back ${to} ${onDay(returnsAt, now, zone)}.`);
}

export const outcomeUndoneMessage = (lead: Lead): MessageContent => message(md`${leadName(lead)} is as it was before.`);

export const reopenedMessage = (lead: Lead): MessageContent =>
  message(md`${leadName(lead)} is open again. Its contact is in a new message from Baton.`);

/** What can be had back for a minute. */
function undoable(lead: Lead, words: Mrkdwn): MessageContent {
  return message(words, [
    section(words),
    context(md`Undo works for one minute, as long as nothing else happens to the lead.`),
    actions(button('Undo', UNDO_OUTCOME, { value: `${lead.id}:${lead.lastEvent}` })),
  ]);
}

/** What somebody wrote when they put the lead on the shelf, for whoever has it now. */
export function shelfLine(
  events: readonly LeadEvent[],
  reader: string | undefined,
  now: Instant,
  zone: string,
): Mrkdwn | undefined {
  const returned = events.findLastIndex(({ change }) => change.kind === 'returned');
  const said = latestOutcome(events.slice(0, Math.max(returned, 0)));
  if (said?.change.kind !== 'rejected') return undefined;
  const { reason, detail, note } = said.change;
  const who = said.by === undefined || said.by === reader ? md`You wrote` : md`${mention(said.by)} wrote`;
  const words = note === undefined ? reasonText(reason, detail) : `${reasonText(reason, detail)}. ${note}`;
  return lines(md`${who} ${onDay(said.at, now, zone)}: ${words}`, anotherTry(events, said.seq));
}

/** Why it is back before its day: marketing has questioned that it was given up, and both managers agree. */
function anotherTry(events: readonly LeadEvent[], rejection: number): Mrkdwn | undefined {
  const isOverturned = events.some(({ change }) => change.kind === 'overturned' && change.rejection === rejection);
  if (!isOverturned) return undefined;
  const asked = events.findLast(({ change }) => change.kind === 'questioned' && change.rejection === rejection)?.change;
  const why = asked?.kind === 'questioned' && asked.note !== undefined ? md` Marketing asked: “${asked.note}”` : md``;
  return md`Both managers want one more try.${why}`;
}
