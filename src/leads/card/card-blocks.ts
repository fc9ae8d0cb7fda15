import { actions, context, header, section } from '../../blockkit/blocks.ts';
import { button, linkButton, type MenuItem, overflow } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { groupMention, joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import { webUrl } from '../../blockkit/urls.ts';
import type { CampaignLink } from '../../core/campaign.ts';
import type { Instant } from '../../core/instants.ts';
import type { LeadRules } from '../../core/lead-rules.ts';
import type { Judged } from '../../core/lead-score.ts';
import { isShown, type PersonalField, type ShownFields } from '../../core/shown-fields.ts';
import { dayTimeText } from '../../core/time-text.ts';
import { RATE, type SeenVerdict } from '../../core/verdict.ts';
import { COMPLETE, missingLine } from '../holding/completing-blocks.ts';
import { isHeld } from '../holding/holding.ts';
import { heldLine } from '../holding/holding-event-blocks.ts';
import { companyName, isOpen, type Lead, type LeadEvent, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { fieldsNow } from '../merging/merging-again.ts';
import { maybeSameBlocks, mergedCard } from '../merging/merging-blocks.ts';
import { REJECT } from '../outcomes/outcome-actions.ts';
import { outcomeLine } from '../outcomes/outcome-blocks.ts';
import type { PromiseView } from '../promises/promise-view.ts';
import { cardVerdicts } from '../rating/verdict-blocks.ts';
import { standingRejection } from '../rejecting/question.ts';
import { QUESTION } from '../rejecting/question-actions.ts';
import { SPAM } from '../spam/spam-blocks.ts';
import { contactsLine, factsLine, fallbackZone, headsUpLine, judgedLine, statusLine } from './status-blocks.ts';
import { turnLine } from './turn-blocks.ts';

export const CLAIM = 'lead.claim';
export const CRM = 'lead.crm';
export const MENU = 'lead.menu';
export const WHY = 'lead.why';
export const SHOW = 'lead.show';
export const ASSIGN = 'lead.assign';
export const RELEASE = 'lead.release';

/** Everything that a card shows. */
export interface CardView {
  readonly lead: Lead;
  readonly promise: PromiseView | undefined;
  readonly events: readonly LeadEvent[];
  /** When the channel sees what of the person. */
  readonly shown: ShownFields;
  readonly ring: {
    readonly people: readonly string[];
    readonly group: string | undefined;
    /** When the first rep's hours begin, if nobody is on shift. */
    readonly from: Instant | undefined;
  };
  /** The name of whom it is offered to: they have a message of their own, and the card must not ring as well. */
  readonly offeredTo?: string | undefined;
  readonly now: Instant;
  /** What the company's teams have agreed on. */
  readonly rules?: LeadRules | undefined;
  /** What their own rules make of it. */
  readonly judged?: Judged | undefined;
  /** What is told of its campaign. */
  readonly headsUp?: CampaignLink | undefined;
  /** What people find of it, as far as everybody may see it. */
  readonly verdicts?: readonly SeenVerdict[] | undefined;
  /** The lead of which it is part, and where its card stands. */
  readonly whole?: { readonly lead: Lead; readonly address: string | undefined } | undefined;
}

/** What was merged, or kept out as spam, before it had a card; or is held back still. */
export const needsNoCard = ({ whole, lead }: CardView): boolean =>
  whole !== undefined || lead.reason === 'spam-or-test' || isHeld(lead);

/** The one message of a lead in its channel: rendered anew in place with every change. */
export function leadCard(view: CardView): MessageContent {
  const { lead, promise, events, now, rules } = view;
  if (view.whole !== undefined) return mergedCard(lead, view.whole.lead, view.whole.address);
  const words = rules?.words;
  const zone = fallbackZone(promise);
  // Addresses and numbers stay with the owner: the channel may know the name once somebody has the lead.
  const sees = (field: PersonalField) => isShown(view.shown, field, lead.owner !== undefined);
  const quoted = sees('message') ? maskedMessage(fieldsNow(lead, events), sees) : undefined;
  const missing = missingLine(lead, rules);
  const beside = postedAt(lead, events);
  const contacts = contactsLine(events, beside, zone);
  const turn = turnLine(lead, events, beside, zone);
  const facts = [factsLine(lead.fields), judgedLine(view.judged)];
  const small = [
    ...facts,
    headsUpLine(view.headsUp),
    missing,
    heldLine(events),
    personLine(view),
    contacts,
    ringLine(view, zone),
    turn,
  ];
  const known = [...small, cardVerdicts(view.verdicts)].filter((line) => line !== undefined);
  const status = statusLine(lead, promise, now, words, view.offeredTo, beside);
  return message(notificationText(view), [
    header(`${lead.isTest ? 'Test lead ' : ''}${leadName(lead)}`),
    ...(quoted === undefined ? [] : [quote(quoted)]),
    section(isOpen(lead) ? status : outcomeLine(lead, events, now, zone, words, beside)),
    ...(known.length === 0 ? [] : [context(lines(...known))]),
    ...maybeSameBlocks(lead),
    actions(...buttons(view, missing !== undefined)),
  ]);
}

/** When its card came into the channel. */
const postedAt = (lead: Lead, events: readonly LeadEvent[]): Instant =>
  events.findLast(({ kind }) => kind === 'announced' || kind === 'let-through')?.at ?? lead.receivedAt;

/** What a locked phone shows: no personal data. */
function notificationText({ lead, promise }: CardView): string {
  const isDue = promise?.isAnnounced && promise.state === 'running';
  const parts = [
    `${lead.isTest ? 'Test' : 'New'} lead: ${companyName(lead.fields)}`,
    lead.fields.campaign ?? lead.fields.source,
    isDue ? `due ${dayTimeText(promise.dueAt, fallbackZone(promise))}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function personLine({ lead, shown }: CardView): Mrkdwn | undefined {
  const known = (['contactName', 'email', 'phone'] as const)
    .filter((field) => isShown(shown, field, lead.owner !== undefined))
    .flatMap((field) => lead.fields[field] ?? []);
  return known.length === 0 ? undefined : joined(known, ' · ');
}

function ringLine({ lead, ring }: CardView, zone: string): Mrkdwn | undefined {
  if (lead.owner !== undefined || lead.offer !== undefined || !isOpen(lead)) return undefined;
  if (ring.group !== undefined) return md`Who takes it? ${groupMention(ring.group)}`;
  if (ring.people.length > 0) return md`Who takes it? ${joined(ring.people.map(mention), ' ')}`;
  return ring.from === undefined ? undefined : md`Nobody is on shift until ${when(ring.from, 'date-time', zone)}.`;
}

function buttons({ lead, events }: CardView, isIncomplete: boolean) {
  const given = standingRejection(lead, events);
  const crm = lead.fields.crmUrl === undefined ? undefined : webUrl(lead.fields.crmUrl);
  const item = (actionId: string, text: string): MenuItem => ({ actionId, value: lead.id, text });
  return [
    ...(lead.owner === undefined && lead.offer === undefined && isOpen(lead)
      ? [button('Claim', CLAIM, { value: lead.id, style: 'primary', label: `Claim lead ${lead.number}` })]
      : []),
    ...(isIncomplete ? [button('Add fields', COMPLETE, { value: lead.id })] : []),
    ...(crm === undefined ? [] : [linkButton('View in CRM', CRM, crm)]),
    overflow(MENU, [
      item(SHOW, 'Details'),
      item(WHY, 'Why this time?'),
      ...(isOpen(lead) ? [item(ASSIGN, 'Assign'), item(REJECT, 'Not a fit')] : []),
      // Slack's menus hold five: who has it says so as one of the reasons for which it is not a fit.
      ...(isOpen(lead) ? [lead.owner === undefined ? item(SPAM, 'Spam') : item(RELEASE, 'Release')] : []),
      ...(isOpen(lead) ? [] : [item(RATE, 'Rate')]),
      ...(given === undefined ? [] : [{ ...item(QUESTION, 'Question this'), value: `${lead.id}:${given.seq}` }]),
    ]),
  ];
}
