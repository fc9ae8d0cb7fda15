import type { KnownBlock } from '@slack/types';
import { context, section } from '../../blockkit/blocks.ts';
import { cut } from '../../blockkit/escape.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { FieldName } from '../../core/lead-fields.ts';
import { strictest } from '../arriving/consent.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import { fieldsTogether, isFinal } from './merging.ts';

export const MERGE_IT = 'lead.merge-it';

/** Which fields the lead that stays will have, and from where, before anything is done. `isPrivate`: whether the reader may see persons. */
export function mergeModal(into: Lead, from: Lead, isPrivate: boolean): ModalView {
  return modal({
    callbackId: MERGE_IT,
    title: 'Merge leads',
    submit: 'Merge',
    metadata: `${into.id}:${from.id}`,
    blocks: [
      section(md`*${leadName(from)}* becomes part of *${leadName(into)}*, which stays.`),
      ...fieldBlocks(into, from, isPrivate),
      section(lines(...standingLines(into, from))),
      context(md`Both can be taken apart again at any time.`),
    ],
  });
}

function fieldBlocks(into: Lead, from: Lead, isPrivate: boolean): KnownBlock[] {
  const known = fieldsTogether(into.fields, from.fields).filter(({ name }) => name in LABELS);
  const said = known.map(({ name, value, isFromOther }) => {
    const source = md`_from #${isFromOther ? from.number : into.number}_`;
    const isShown = isPrivate || !PERSONAL.has(name);
    return isShown ? md`${labelOf(name)}: ${cut(`${value}`, 80)} · ${source}` : md`${labelOf(name)} · ${source}`;
  });
  return said.length === 0 ? [] : [section(lines(...said))];
}

function standingLines(into: Lead, from: Lead): readonly (Mrkdwn | undefined)[] {
  const isBack = isOpen(from) && !isOpen(into) && !isFinal(into);
  const owner = isBack ? (from.owner ?? into.owner) : (into.owner ?? (isOpen(from) ? from.owner : undefined));
  return [
    isBack ? md`#${into.number} was closed; it goes on where #${from.number} is.` : undefined,
    into.stage === 'customer' ? md`#${into.number} is a customer and stays one.` : undefined,
    into.reason === 'spam-or-test' ? md`#${into.number} is spam or a test, and so is #${from.number} then.` : undefined,
    owner === undefined ? md`Nobody has it yet.` : md`${mention(owner.personId)} has it.`,
    isOpen(from) ? md`Of two times for a first contact, the earlier one holds.` : undefined,
    strictest(into.consent, from.consent) === 'no' ? md`✋ They said no to e-mails from marketing.` : undefined,
  ];
}

const LABELS: { readonly [Name in FieldName]?: string } = {
  company: 'Company',
  contactName: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  message: 'Message',
  source: 'Source',
  campaign: 'Campaign',
  persona: 'Role',
  region: 'Region',
  score: 'Score',
  crmUrl: 'CRM',
};

const labelOf = (name: FieldName): string => LABELS[name] ?? name;

const PERSONAL: ReadonlySet<FieldName> = new Set<FieldName>(['contactName', 'email', 'phone', 'message', 'crmUrl']);
