import type { InputBlock } from '@slack/types';
import { context, section } from '../../blockkit/blocks.ts';
import { emailInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { joined, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { DEMANDED_FIELDS, type DemandedField, type Missing, missingOf, missingWords } from '../../core/demands.ts';
import type { LeadRules } from '../../core/lead-rules.ts';
import { counted } from '../../core/time-text.ts';
import { type Lead, leadName } from '../lead.ts';

export const COMPLETE = 'lead.complete';
export const COMPLETE_IT = 'lead.complete-it';

/** What the company's rules say that a lead lacks; nothing without rules. */
export const lacks = (lead: Lead, rules: LeadRules | undefined): readonly Missing[] =>
  missingOf(rules?.demands ?? [], lead);

/** "Phone is missing · Marketing": one piece for each team that owes something; undefined if nothing is missing. */
export function missingLine(lead: Lead, rules: LeadRules | undefined): Mrkdwn | undefined {
  const byTeam = Map.groupBy(lacks(lead, rules), ({ team }) => team);
  const said = [...byTeam].map(([team, missing]) => md`${missingWords(missing)} · ${TEAM_WORDS[team]}`);
  return said.length === 0 ? undefined : joined(said, '; ');
}

/** Asks for what a lead lacks: five fields at most, the rest another time. */
export function completeModal(lead: Lead, missing: readonly Missing[]): ModalView {
  const asked = missing.slice(0, MOST_ASKED);
  const more = missing.length - asked.length;
  return modal({
    callbackId: COMPLETE_IT,
    title: 'Add fields',
    submit: 'Add',
    metadata: lead.id,
    blocks: [
      section(md`What do you know of *${leadName(lead)}*? What you leave empty stays missing.`),
      ...asked.map(({ field }) => inputFor(field)),
      ...(more > 0 ? [context(md`${counted(more, 'more field')} can be added after these.`)] : []),
    ],
  });
}

export const completedMessage = (lead: Lead): MessageContent =>
  message(md`Thank you. It stands with ${leadName(lead)} now.`);

export const nothingMissingMessage = (lead: Lead): MessageContent =>
  message(md`Nothing is missing on ${leadName(lead)} any more.`);

const TEAM_WORDS = { marketing: 'Marketing', sales: 'Sales' } as const;
const MOST_ASKED = 5;

function inputFor(field: DemandedField): InputBlock {
  const label = DEMANDED_FIELDS[field];
  if (field === 'email') return emailInput(field, label, { optional: true });
  if (field === 'message') return textInput(field, label, { optional: true, multiline: true, hint: IN_THEIR_WORDS });
  return textInput(field, label, { optional: true, maxLength: field === 'crmUrl' ? 2_000 : 120 });
}

const IN_THEIR_WORDS = 'In their own words, if you can. The channel reads this without names and numbers.';
