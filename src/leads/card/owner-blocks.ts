import { actions, context, header, section } from '../../blockkit/blocks.ts';
import { button, overflow } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, link, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import type { CampaignLink } from '../../core/campaign.ts';
import type { Instant } from '../../core/instants.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import type { LeadRules } from '../../core/lead-rules.ts';
import type { Judged } from '../../core/lead-score.ts';
import { RATE } from '../../core/verdict.ts';
import { missingLine } from '../holding/completing-blocks.ts';
import { type ContactKind, companyName, isOpen, type Lead, type LeadEvent, leadName } from '../lead.ts';
import { fieldsNow } from '../merging/merging-again.ts';
import { mergedOwnerMessage } from '../merging/merging-blocks.ts';
import { DEAL, LATER, LOG, LOST, ON_IT, QUALIFY, REJECT, REOPEN, WON } from '../outcomes/outcome-actions.ts';
import { outcomeLine, shelfLine } from '../outcomes/outcome-blocks.ts';
import type { PromiseView } from '../promises/promise-view.ts';
import { MENU, RELEASE, SHOW } from './card-blocks.ts';
import {
  CONTACT_WORDS,
  contactsLine,
  factsLine,
  fallbackZone,
  headsUpLine,
  judgedLine,
  promiseWords,
  stageWords,
} from './status-blocks.ts';

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
  /** What the company's teams have agreed on. */
  readonly rules?: LeadRules | undefined;
  /** What their own rules make of it. */
  readonly judged?: Judged | undefined;
  /** What is told of its campaign. */
  readonly headsUp?: CampaignLink | undefined;
  /** The lead of which it is part. */
  readonly whole?: { readonly lead: Lead } | undefined;
}

/** The owner's DM: whom to call, the number to tap, and what came of it. */
export function ownerMessage({ lead, promise, events, now, rules, judged, headsUp, whole }: OwnerView): MessageContent {
  if (whole !== undefined) return mergedOwnerMessage(lead, whole.lead);
  const zone = fallbackZone(promise);
  const fields = fieldsNow(lead, events);
  const beside = lead.owner?.since ?? lead.receivedAt;
  const facts = [factsLine(fields), judgedLine(judged), headsUpLine(headsUp)];
  const known = [...facts, missingLine(lead, rules), contactsLine(events, beside, zone), consentLine(lead)];
  const small = known.filter((line) => line !== undefined);
  const promised = isOpen(lead) ? promiseWords(promise, now, beside).map((words) => md`⏱ ${words}`) : [];
  const ended = isOpen(lead) ? [] : [outcomeLine(lead, events, now, zone, rules?.words, beside)];
  const status = joined(
    [...ended, ...(isOpen(lead) ? stageWords(lead, rules?.words) : []), ...promised, ...crmLink(fields)],
    ' · ',
  );
  const shelf = lead.round === 1 || !isOpen(lead) ? undefined : shelfLine(events, lead.owner?.personId, now, zone);
  const title = `${isBack(lead) ? 'Back' : 'Yours'}: ${leadName(lead)}`;
  return message(title, [
    header(title),
    ...(shelf === undefined ? [] : [section(shelf)]),
    section(contactLines(fields)),
    ...(fields.message === undefined ? [] : [quote(fields.message)]),
    ...(status.toString() === '' ? [] : [section(status)]),
    ...(small.length === 0 ? [] : [context(lines(...small))]),
    ownerActions(lead),
  ]);
}

/** It has come back to them, and they have not said yet that they are on it. */
const isBack = ({ stage, round }: Lead): boolean => stage === 'new' && round > 1;

/** The same message once the lead has come back to them: there is a newer one. */
export const olderOwnerMessage = (lead: Lead): MessageContent =>
  message(`It came back: ${leadName(lead)}`, [
    section(md`*It came back: ${leadName(lead)}*`),
    context(md`A newer message from Baton has its contact.`),
  ]);

/** The same message once the lead is somebody else's, or nobody's: no contact, no buttons. */
export const formerOwnerMessage = (lead: Lead): MessageContent =>
  message(`No longer yours: ${leadName(lead)}`, [
    section(md`*No longer yours: ${leadName(lead)}*`),
    context(md`Its card in the channel shows who has it now.`),
  ]);

/** Who has said no to e-mails from marketing may still be called about what they asked for. */
export const consentLine = ({ consent }: Lead): Mrkdwn | undefined =>
  consent === 'no' ? md`✋ They said no to e-mails from marketing.` : undefined;

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

/** What happens next most often, by how far the lead has come; the rest behind the dots. */
function ownerActions(lead: Lead) {
  const { id, stage } = lead;
  const tap = ([text, actionId]: Item) => button(text, actionId, { value: id });
  const row = (buttons: readonly Item[], menu: readonly Item[]) =>
    actions(
      ...buttons.map(tap),
      overflow(
        MENU,
        menu.map(([text, actionId]) => ({ actionId, value: id, text })),
      ),
    );
  if (!isOpen(lead))
    return actions(tap(DETAILS), tap(['Rate', RATE]), ...(stage === 'customer' ? [] : [tap(['Reopen', REOPEN])]));
  if (isBack(lead)) return row([['On it', ON_IT], AGAIN], [LOG_IT, UNFIT, DETAILS, BACK]);
  if (stage === 'contacted')
    return row([['Qualified', QUALIFY], UNFIT, AGAIN], [LOG_IT, ['Deal', DEAL], SOLD, DETAILS, BACK]);
  if (stage === 'qualified') return row([['Deal', DEAL], SOLD, GONE], [LOG_IT, UNFIT, AGAIN, DETAILS, BACK]);
  if (stage === 'opportunity') return row([SOLD, GONE], [LOG_IT, ['Change worth', DEAL], AGAIN, DETAILS, BACK]);
  return contactActions(id);
}

type Item = readonly [text: string, actionId: string];

const UNFIT: Item = ['Not a fit', REJECT];
const AGAIN: Item = ['Later', LATER];
const SOLD: Item = ['Won', WON];
const GONE: Item = ['Lost', LOST];
const LOG_IT: Item = ['Log a contact', LOG];
const DETAILS: Item = ['Details', SHOW];
const BACK: Item = ['Release', RELEASE];

/** Three taps for what happens most; the rest behind the dots. */
export function contactActions(leadId: string) {
  const tap = (how: ContactKind) => button(CONTACT_WORDS[how], CONTACT_ACTIONS[how], { value: leadId });
  return actions(
    tap('reached'),
    tap('no-answer'),
    tap('e-mailed'),
    overflow(MENU, [
      { actionId: CONTACT_ACTIONS.met, value: leadId, text: CONTACT_WORDS.met },
      { actionId: REJECT, value: leadId, text: 'Not a fit' },
      { actionId: LATER, value: leadId, text: 'Later' },
      { actionId: SHOW, value: leadId, text: 'Details' },
      { actionId: RELEASE, value: leadId, text: 'Release' },
    ]),
  );
}

const crmLink = ({ crmUrl }: LeadFields): Mrkdwn[] => (crmUrl === undefined ? [] : [link(crmUrl, 'View in CRM')]);
