import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { REASONS } from '../core/lead-reasons.ts';
import {
  type Judgement,
  LEAD_PARTS,
  RATE,
  type Side,
  VERDICT_KINDS,
  VERDICT_WORDS,
  type VerdictKind,
} from '../core/verdict.ts';

/** One button for each verdict; the value is the lead's id. */
export const JUDGE: Readonly<Record<VerdictKind, string>> = {
  good: 'review.good',
  not: 'review.not',
  unsure: 'review.unsure',
};
export const MORE = 'review.more';
export const TAKE_BACK = 'review.take-back';

/** What a judge sees of a lead. */
interface RatedLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
}

/** A lead to be judged with one tap. */
export function rateMessage(lead: RatedLead, mine: Judgement | undefined): MessageContent {
  const facts = [lead.source, lead.campaign].filter((fact) => fact !== undefined);
  return message(md`How good a lead is ${lead.name}?`, [
    section(lines(md`*${lead.name}*: how good a lead is it?`, joined(facts, ' · '))),
    context(mine === undefined ? WHO_READS : md`So far you say: ${judgementText(mine)}. A tap says it anew.`),
    actions(
      ...VERDICT_KINDS.map((kind) =>
        button(VERDICT_WORDS[kind], JUDGE[kind], {
          value: lead.id,
          label: `${VERDICT_WORDS[kind]}: lead ${lead.number}`,
        }),
      ),
    ),
  ]);
}

const WHO_READS = md`Both teams see it with the lead.`;

/** It is noted; who likes says more. */
export const ratedMessage = (lead: RatedLead, verdict: VerdictKind): MessageContent =>
  message(md`Noted: ${lead.name}, ${VERDICT_WORDS[verdict]}.`, [
    section(md`Noted, thank you. *${lead.name}*: *${VERDICT_WORDS[verdict]}*.`),
    context(md`Both teams see it with the lead. A reason helps marketing most.`),
    actions(
      button('Say more', MORE, { value: lead.id, style: 'primary' }),
      button('Change', RATE, { value: lead.id }),
      button('Take back', TAKE_BACK, { value: lead.id }),
    ),
  ]);

/** What was sent from the window. */
export function saidMessage(
  lead: RatedLead,
  judgement: Judgement,
  asked: { readonly number: number; readonly of: Side } | 'refused' | undefined,
): MessageContent {
  const words = md`Thank you. *${lead.name}*: ${judgementText(judgement)}. Both teams see it with the lead.`;
  if (asked === undefined) return message(words);
  const next =
    asked === 'refused'
      ? md`What you need next time could not be asked. ${code('/baton asks')} does it.`
      : md`What you need next time is ask ${asked.number} of ${asked.of}: you hear what comes of it.`;
  return message(words, [section(lines(words, next))]);
}

export const takenBackMessage = (lead: RatedLead): MessageContent =>
  message(md`You say nothing of ${lead.name} any more.`);

export const nothingSaidMessage = (lead: RatedLead): MessageContent =>
  message(md`You have not judged ${lead.name} yet, so there is nothing to take back.`);

export const notJudgingMessage = (): MessageContent =>
  refusal('Only sales and marketing judge leads. An admin adds you to a team with /baton setup.');

export const goneMessage = (): MessageContent => message('That lead is not here any more.');

export const noLeadHereMessage = (): MessageContent =>
  message(md`That message is no lead’s card. ${code('/lead-review rate 12')} judges lead 12.`);

export const whichLeadMessage = (): MessageContent =>
  message(md`Which lead? ${code('/lead-review rate 12')}, or a word of its company instead of the number.`);

function judgementText({ verdict, grade, reason, part }: Judgement): Mrkdwn {
  const graded = grade === undefined ? md`` : md` (${grade} of 5)`;
  const why = [reason && REASONS[reason].words, part && LEAD_PARTS[part]].filter((word) => word !== undefined);
  return why.length === 0
    ? md`*${VERDICT_WORDS[verdict]}*${graded}`
    : md`*${VERDICT_WORDS[verdict]}*${graded}, ${why.join(', ')}`;
}
