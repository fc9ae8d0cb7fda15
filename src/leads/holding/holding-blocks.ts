import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { Rendered } from '../../core/notice.ts';
import { SHOW } from '../card/card-blocks.ts';
import { type Lead, type LeadEvent, leadName } from '../lead.ts';
import { COMPLETE } from './completing-blocks.ts';
import { type HeldEvent, isHeld, type LetThroughEvent, letThroughIn } from './holding.ts';
import { fieldNames, heldFor, untilText, whySentence } from './holding-event-blocks.ts';

export const LET_THROUGH = 'lead.let-through';

export interface HeldView {
  readonly lead: Lead;
  readonly events: readonly LeadEvent[];
  readonly held: HeldEvent;
  /** Of marketing's office, for readers whose Slack can't show their own. */
  readonly zone: string;
  readonly now: Instant;
}

/** What marketing reads of a held lead in its channel, kept up to date: what it lacks, until when it waits, and how it went on. */
export function heldMessage(view: HeldView): MessageContent {
  const { lead, events, held } = view;
  const through = letThroughIn(events);
  if (through !== undefined) {
    const words = lines(md`*${leadName(lead)} was held back* for: ${fieldNames(held.change.fields)}`, endLine(through));
    return message(md`${leadName(lead)} went on to sales`, [section(words), actions(details(lead))]);
  }
  return message(md`Held back: ${leadName(lead)}`, [
    section(lines(md`*${leadName(lead)} is held back* for: ${fieldNames(held.change.fields)}`, untilLine(view))),
    ...originBlocks(lead),
    actions(...heldButtons(lead), details(lead)),
  ]);
}

/** The same for whoever owes what is missing; nothing once it has gone on. */
export function heldNotice(view: HeldView): Rendered<MessageContent, Mrkdwn> | undefined {
  const { lead, held } = view;
  if (!isHeld(lead)) return undefined;
  const { fields } = held.change;
  return {
    message: heldMessage(view),
    line: md`*${leadName(lead)}*: ${fieldNames(fields)}, until ${untilText(lead.heldUntil, view.zone)}`,
  };
}

export const letThroughMessage = (lead: Lead): MessageContent =>
  message(md`${leadName(lead)} goes on to sales as it is. Its promise counts from now.`);

/** What may be done with it: what it lacks comes first. */
export const heldButtons = (lead: Lead) => [
  button('Add fields', COMPLETE, { value: lead.id, style: 'primary' }),
  button('Release anyway', LET_THROUGH, { value: lead.id, label: `Let lead ${lead.number} go on to sales as it is` }),
];

const details = (lead: Lead) => button('Details', SHOW, { value: lead.id });

const untilLine = ({ lead, held, zone }: HeldView): Mrkdwn =>
  md`Sales doesn’t see it yet. It goes on as soon as that is there, and as it is at ${untilText(lead.heldUntil ?? held.change.until, zone)}.`;

/** Never its person: the channel of marketing is a channel. */
function originBlocks({ fields: { source, campaign } }: Lead) {
  const known = [campaign, source].filter((one) => one !== undefined);
  return known.length === 0 ? [] : [context(joined(known, ' · '))];
}

const endLine = (through: LetThroughEvent): Mrkdwn =>
  md`It went on to sales after ${heldFor(through)} of working time. ${whySentence(through)}`;
