import { actions, context, header, section } from '../../blockkit/blocks.ts';
import { button, overflow } from '../../blockkit/elements.ts';
import { textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { joined, lines, md, when } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import type { Instant } from '../../core/instants.ts';
import { CLAIM, MENU, SHOW, WHY } from '../card/card-blocks.ts';
import { factsLine, fallbackZone, moment, promiseWords } from '../card/status-blocks.ts';
import { companyName, type Lead, type LeadEvent, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import type { PromiseView } from '../promises/promise-view.ts';

export const PASS = 'lead.pass';
export const PASS_FORM = 'lead.pass-form';
export const PASS_REASON = 'reason';

export interface OfferView {
  readonly lead: Lead;
  readonly promise: PromiseView | undefined;
  readonly events: readonly LeadEvent[];
  readonly now: Instant;
}

/** The DM of somebody whose turn a lead is: what it is about, without its person, and until when it is theirs to take. */
export function offerMessage({ lead, promise, events, now }: OfferView, event: number): MessageContent {
  const { offer } = lead;
  if (offer?.event !== event) return pastOfferMessage(lead, events, event);
  const zone = fallbackZone(promise);
  const words = maskedMessage(lead.fields);
  const facts = factsLine(lead.fields);
  const status = joined([md`Take it by *${moment(offer.until, now, zone)}*`, ...promiseWords(promise, now)], ' · ');
  const pool = poolOf(events, event);
  const why = pool === undefined ? md`It is your turn.` : md`It is your turn in ${pool}.`;
  return message(md`Your turn: ${companyName(lead.fields)}, take it by ${when(offer.until, 'time', zone)}`, [
    header(`Your turn: ${leadName(lead)}`),
    ...(words === undefined ? [] : [quote(words)]),
    section(status),
    context(lines(...(facts === undefined ? [] : [facts]), md`${why} Name and number come once it is yours.`)),
    actions(
      button('Take it', CLAIM, { value: lead.id, style: 'primary', label: `Take lead ${lead.number}` }),
      button('Not me', PASS, { value: lead.id, label: `Pass lead ${lead.number} on` }),
      overflow(MENU, [
        { actionId: SHOW, value: lead.id, text: 'Details' },
        { actionId: WHY, value: lead.id, text: 'Why me?' },
      ]),
    ),
  ]);
}

/** The same message once it is decided: no buttons. */
function pastOfferMessage(lead: Lead, events: readonly LeadEvent[], event: number): MessageContent {
  const offered = events.find(({ seq }) => seq === event)?.change;
  const to = offered?.kind === 'offered' ? offered.to : undefined;
  const next = events.find(({ seq, kind }) => seq > event && ENDS.has(kind));
  const words = endWords(next, to);
  return message(md`${words}: ${leadName(lead)}`, [
    section(md`*${words}: ${leadName(lead)}*`),
    context(md`Its card in the channel shows how it goes on.`),
  ]);
}

/** What ends an offer. */
const ENDS: ReadonlySet<LeadEvent['kind']> = new Set(['claimed', 'assigned', 'passed', 'lapsed', 'rejected', 'opened']);

function endWords(ended: LeadEvent | undefined, to: string | undefined): string {
  if (ended?.kind === 'claimed' && ended.by === to) return 'You took it';
  if (ended?.kind === 'passed') return 'You passed it on';
  if (ended?.kind === 'lapsed') return 'The time was up';
  return 'No longer offered';
}

const poolOf = (events: readonly LeadEvent[], event: number): string | undefined => {
  const change = events.find(({ seq }) => seq === event)?.change;
  return change?.kind === 'offered' ? change.pool : undefined;
};

/** Why somebody doesn't take it; they need not say. */
export function passModal(lead: Lead): ModalView {
  return modal({
    callbackId: PASS_FORM,
    title: 'Not me',
    submit: 'Pass on',
    metadata: lead.id,
    blocks: [
      section(md`*${leadName(lead)}* goes to the next one.`),
      textInput(PASS_REASON, 'Why?', {
        optional: true,
        maxLength: 200,
        placeholder: 'In a meeting, not my region, …',
        hint: 'You need not say.',
      }),
    ],
  });
}

export const passedMessage = (lead: Lead): MessageContent =>
  message(md`Passed on. ${leadName(lead)} is the next one’s turn.`);
