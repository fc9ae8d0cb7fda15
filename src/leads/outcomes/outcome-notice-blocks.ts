import type { KnownBlock } from '@slack/types';
import { actions, section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, mention, onDay } from '../../blockkit/mrkdwn.ts';
import { DAY } from '../../core/instants.ts';
import { REASONS } from '../../core/lead-reasons.ts';
import type { Rendered } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import type { CardView } from '../card/card-blocks.ts';
import { fallbackZone } from '../card/status-blocks.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import { leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { standingRejection } from '../rejecting/question.ts';
import { questionButton } from '../rejecting/question-blocks.ts';
import { helpedText, latestOutcome, reasonText, valueText, wrongText } from './outcome-text.ts';

type Told = Rendered<MessageContent, Mrkdwn>;

/** How it ended: for the card's thread, and without a name, so that marketing learns from it and nobody is rung. */
export function endedNotice(card: CardView): Told | undefined {
  const change = latestOutcome(card.events)?.change;
  const { lead, promise, now } = card;
  if (change?.kind === 'lost') {
    // A CRM tells that it is lost, and not why.
    const why = change.wrong.length > 0 ? md`Lost: ${wrongText(change.wrong)}` : md`Lost`;
    return told(lead, why, [why, noteLine(lead, change.note)]);
  }
  if (change?.kind !== 'rejected') return undefined;
  const reason = reasonText(change.reason, change.detail);
  const { returnsAt: back } = lead;
  const until = back === undefined ? undefined : md`It comes back ${onDay(back, now, fallbackZone(promise))}.`;
  const said = standingRejection(lead, card.events);
  return told(
    lead,
    md`Given up: ${reason}`,
    [md`↩️ Given up: *${reason}*`, noteLine(lead, change.note), md`${REASONS[change.reason].acts}`, until],
    said === undefined ? [] : [actions(questionButton(lead, said.seq))],
  );
}

const told = (
  lead: Lead,
  words: Mrkdwn,
  said: readonly (Mrkdwn | undefined)[],
  more: readonly KnownBlock[] = [],
): Told => ({
  line: md`*${leadName(lead)}*: ${words}`,
  message: message(words, [section(lines(...said)), ...more]),
});

/** The channel reads a rep's words as it reads the prospect's own: without names, addresses and numbers. */
function noteLine(lead: Lead, note: string | undefined): Mrkdwn | undefined {
  const words = note === undefined ? undefined : maskedMessage({ ...lead.fields, message: note });
  return words === undefined ? undefined : md`“${words}”`;
}

/** Once, for the channel: a deal is the work of both teams. `marketer` answers for the campaign that brought it. */
export function wonNotice({ lead, events }: CardView, marketer?: string): Told | undefined {
  const said = latestOutcome(events);
  if (said?.change.kind !== 'won') return undefined;
  const { change, by, at } = said;
  const worth = lead.value === undefined ? undefined : valueText(lead.value);
  const title = joined([md`🏆 *${leadName(lead)}* is a customer`, ...(worth === undefined ? [] : [worth])], ' · ');
  const found = finder(events, by);
  const source = [lead.fields.campaign, lead.fields.source].filter((one) => one !== undefined);
  const people = [
    ...(by === undefined ? [] : [md`Closed by ${mention(by)}`]),
    ...(found === undefined ? [] : [md`found by ${mention(found)}`]),
    ...(source.length === 0 ? [] : [md`from ${joined(source, ', ')}`]),
    ...(marketer === undefined || isTypedIn(events) ? [] : [md`marketing by ${mention(marketer)}`]),
    md`${daysBetween(lead.receivedAt, at)} from form to deal`,
  ];
  const helped = change.helped.length > 0 ? md`What helped: ${helpedText(change.helped)}` : undefined;
  return {
    line: md`*${leadName(lead)}*: ${joined(people, ' · ')}`,
    message: message(md`Won: ${leadName(lead)}`, [section(lines(title, joined(people, ' · '), helped))]),
  };
}

/** Who added it by hand, unless it is the closer's own find. */
function finder(events: readonly LeadEvent[], closer: string | undefined): string | undefined {
  const added = isTypedIn(events) ? events[0]?.by : undefined;
  return added === closer ? undefined : added;
}

/** What somebody has typed in is their find, and no campaign's. */
const isTypedIn = ([first]: readonly LeadEvent[]): boolean =>
  first?.change.kind === 'received' && first.change.by === 'person';

const daysBetween = (from: number, until: number): string =>
  counted(Math.max(0, Math.round((until - from) / DAY)), 'day');
