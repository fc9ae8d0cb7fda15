import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, context, header, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { code, lines, link, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { Hint } from '../../core/lead-likeness.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import type { MergeRefused, UnmergeRefused } from './merging.ts';

export const MERGE = 'lead.merge';
export const APART = 'lead.not-the-same';
export const UNMERGE = 'lead.unmerge';
/** Opens the details of the lead of which another one is part. */
export const SHOW_WHOLE = 'lead.show-whole';

/** "Maybe the same as #12": asks those who read a card; nothing is merged by itself. */
export function maybeSameBlocks(lead: Lead): KnownBlock[] {
  const { maybeSame } = lead;
  if (maybeSame === undefined || !isOpen(lead)) return [];
  const value = `${lead.id}:${maybeSame.number}`;
  return [
    section(md`Maybe the same as *#${maybeSame.number}*: ${HINT_WORDS[maybeSame.by]}.`),
    actionsOf(`same-${lead.id}`, button('Merge', MERGE, { value }), button('Not the same', APART, { value })),
  ];
}

const HINT_WORDS: Readonly<Record<Hint, string>> = {
  mailbox: 'the same e-mail address',
  plus: 'the same e-mail address but for what follows a plus',
  mail: 'e-mail addresses that differ by one letter',
  phone: 'the same phone number',
  name: 'the same company and a like name',
};

/** The card of a lead that is part of another one. */
export function mergedCard(lead: Lead, whole: Lead, address: string | undefined): MessageContent {
  return message(md`Merged: ${leadName(lead)} is part of ${leadName(whole)}`, [
    header(leadName(lead)),
    section(md`*Merged into ${linked(whole, address)}*${heldBy(whole)}`),
    actions(
      button(`Show #${whole.number}`, SHOW_WHOLE, { value: whole.id }),
      button('Take apart', UNMERGE, { value: lead.id }),
    ),
  ]);
}

/** The same for whoever had it: their contact is where it goes on. */
export const mergedOwnerMessage = (lead: Lead, whole: Lead): MessageContent =>
  message(md`Merged: ${leadName(lead)} is part of ${leadName(whole)}`, [
    section(md`*${leadName(lead)}* is part of *${leadName(whole)}* now${heldBy(whole)}.`),
    actions(
      button(`Show #${whole.number}`, SHOW_WHOLE, { value: whole.id }),
      button('Take apart', UNMERGE, { value: lead.id }),
    ),
  ]);

const linked = (whole: Lead, address: string | undefined): Mrkdwn =>
  address === undefined ? md`${leadName(whole)}` : link(address, leadName(whole));

const heldBy = ({ owner }: Lead): Mrkdwn => (owner === undefined ? md`` : md`, which ${mention(owner.personId)} has`);

/** Two leads are one; that can be taken back. */
export function mergedMessage(into: Lead, from: Lead): MessageContent {
  const words = md`${leadName(from)} is part of ${leadName(into)} now.`;
  return message(words, [
    section(words),
    context(md`Undo makes them two again, as they were. ${code(`/lead unmerge ${from.number}`)} does so later.`),
    actions(button('Undo', UNMERGE, { value: from.id })),
  ]);
}

export const unmergedMessage = (into: Lead, from: Lead): MessageContent =>
  message(
    lines(
      md`${leadName(from)} and ${leadName(into)} are two leads again.`,
      md`What has been done since they were merged stays with #${into.number}.`,
    ),
  );

export const keptApartMessage = (lead: Lead, other: Lead): MessageContent =>
  message(md`Noted: ${leadName(lead)} and ${leadName(other)} are not the same. I won’t ask again.`);

export const mergeUsageMessage = (): MessageContent =>
  message(md`Which two? The first one stays: ${code('/lead merge 12 15')} makes #15 part of #12.`);

/** Why two leads stay as they are, in a sentence that says what to do. */
export function mergeRefusalMessage(lead: Lead, why: MergeRefused | UnmergeRefused): MessageContent {
  const words = refusalWords(lead, why);
  return why.kind === 'not-yours' || why.kind === 'not-sales' ? refusal(words) : message(words);
}

function refusalWords(lead: Lead, why: MergeRefused | UnmergeRefused): Mrkdwn {
  const name = leadName(lead);
  switch (why.kind) {
    case 'same-lead':
      return md`That is ${name} itself. Which other lead is it the same as?`;
    case 'merged':
      return md`${name} is not on its own any more: look at #${why.number}.`;
    case 'won':
      return md`${name} is a customer, and its deal should go on counting. Merge the other one into it: ${code(`/lead merge ${lead.number} …`)}`;
    case 'test':
      return md`One of the two is a test lead, which counts nowhere. They stay apart.`;
    case 'forgotten':
      return md`The person behind one of the two has been forgotten, so nobody can know that they are the same. They stay apart.`;
    case 'not-yours':
      return md`One of the two is ${mention(why.owner)}'s. Ask them, or a manager of sales or marketing.`;
    case 'not-sales':
      return md`Only the sales team and the managers of marketing say that two leads are one. Ask one of them.`;
    case 'not-merged':
      return md`${name} is not merged with another lead, so there is nothing to take apart.`;
    case 'later-first':
      return md`#${why.number} was merged later. Take that apart first: ${code(`/lead unmerge ${why.number}`)}`;
  }
}
