import { actions, context, header, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, link, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import { MENU, RELEASE, SHOW, WHY } from './card-blocks.ts';
import { type ContactKind, companyName, type Lead, type LeadEvent, leadName } from './lead.ts';
import type { PromiseView } from './promise-view.ts';
import { CONTACT_WORDS, contactsLine, factsLine, fallbackZone, promiseWords } from './status-blocks.ts';

/** One action id for each kind of contact. */
export const CONTACT_ACTIONS: Readonly<Record<ContactKind, string>> = {
  reached: 'lead.reached',
  'no-answer': 'lead.no-answer',
  'e-mailed': 'lead.e-mailed',
  met: 'lead.met',
};

export interface OwnerView {
  readonly lead: Lead;
  readonly promise: PromiseView | undefined;
  readonly events: readonly LeadEvent[];
  readonly now: Instant;
}

/** The owner's DM: whom to call, the number to tap, and what came of it. */
export function ownerMessage({ lead, promise, events, now }: OwnerView): MessageContent {
  const zone = fallbackZone(promise);
  const { fields } = lead;
  const small = [factsLine(fields), contactsLine(events, now, zone)].filter((line) => line !== undefined);
  const status = joined([...promiseWords(promise, now).map((words) => md`⏱ ${words}`), ...crmLink(fields)], ' · ');
  return message(`Yours: ${leadName(lead)}`, [
    header(`Yours: ${leadName(lead)}`),
    section(contactLines(fields)),
    ...(fields.message === undefined ? [] : [quote(fields.message)]),
    ...(status.toString() === '' ? [] : [section(status)]),
    ...(small.length === 0 ? [] : [context(lines(...small))]),
    contactActions(lead.id),
  ]);
}

/** The same message once the lead is somebody else's, or nobody's: no contact, no buttons. */
export const formerOwnerMessage = (lead: Lead): MessageContent =>
  message(`No longer yours: ${leadName(lead)}`, [
    section(md`*No longer yours: ${leadName(lead)}*`),
    context(md`Its card in the channel shows who has it now.`),
  ]);

/** Name, number and address, ready to tap. */
export function contactLines(fields: LeadFields): Mrkdwn {
  const { contactName, persona, phone, phoneKey, email } = fields;
  const name = contactName ?? companyName(fields);
  return lines(
    persona === undefined ? md`*${name}*` : md`*${name}*, ${persona}`,
    phone !== undefined && md`📞 ${link(`tel:${phoneKey ?? phone.replace(/\s/g, '')}`, phone)}`,
    email !== undefined && md`✉️ ${link(`mailto:${email}`, email)}`,
  );
}

/** Three taps for what happens most; the rest behind the dots. */
export function contactActions(leadId: string) {
  const tap = (how: ContactKind) => button(CONTACT_WORDS[how], CONTACT_ACTIONS[how], { value: leadId });
  return actions(
    tap('reached'),
    tap('no-answer'),
    tap('e-mailed'),
    overflow(MENU, [
      { actionId: CONTACT_ACTIONS.met, value: leadId, text: CONTACT_WORDS.met },
      { actionId: SHOW, value: leadId, text: 'Details' },
      { actionId: WHY, value: leadId, text: 'Why this time?' },
      { actionId: RELEASE, value: leadId, text: 'Release' },
    ]),
  );
}

const crmLink = ({ crmUrl }: LeadFields): Mrkdwn[] => (crmUrl === undefined ? [] : [link(crmUrl, 'View in CRM')]);
