import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { REASONS } from '../../core/lead-reasons.ts';
import {
  type Judgement,
  LEAD_PARTS,
  RATE,
  type Side,
  VERDICT_KINDS,
  VERDICT_WORDS,
  type VerdictKind,
} from '../../core/verdict.ts';
import { spotValue } from '../judging/spot-value.ts';

/** One button for each verdict; the value is the lead's id. */
export const JUDGE: Readonly<Record<VerdictKind, string>> = {
  good: 'review.good',
  not: 'review.not',
  unsure: 'review.unsure',
};
/** Judges a lead of a review from elsewhere than the queue; the value is that of a spot. */
export const RATE_IN = 'review.rate-in';
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

/** The review in which a lead is judged blind, and what somebody had said when they saw this. */
export interface InReview {
  readonly reviewId: string;
  readonly number: number;
  /** The results name nobody. */
  readonly isAnonymous: boolean;
  readonly seen: string | undefined;
}

/** A lead to be judged with one tap. */
export function rateMessage(lead: RatedLead, mine: Judgement | undefined, within?: InReview): MessageContent {
  const facts = [lead.source, lead.campaign].filter((fact) => fact !== undefined);
  return message(md`How good a lead is ${lead.name}?`, [
    section(lines(md`*${lead.name}*: how good a lead is it?`, joined(facts, ' · '))),
    context(mine === undefined ? whoReads(within) : md`So far you say: ${judgementText(mine)}. A tap says it anew.`),
    actions(
      ...VERDICT_KINDS.map((kind) =>
        button(VERDICT_WORDS[kind], JUDGE[kind], {
          value: within === undefined ? lead.id : spotValue({ ...within, leadId: lead.id }),
          label: `${VERDICT_WORDS[kind]}: lead ${lead.number}`,
        }),
      ),
    ),
  ]);
}

/** Who reads what is said, and when. */
export function whoReads(within: Pick<InReview, 'number' | 'isAnonymous'> | undefined): Mrkdwn {
  if (within === undefined) return md`Both teams see it with the lead.`;
  const name = within.isAnonymous ? md`, and never your name` : md``;
  return md`Nobody sees it before review ${within.number} is revealed${name}.`;
}

/** It is noted; who likes says more. */
export const ratedMessage = (lead: RatedLead, verdict: VerdictKind, within?: InReview): MessageContent =>
  message(md`Noted: ${lead.name}, ${VERDICT_WORDS[verdict]}.`, [
    section(md`Noted, thank you. *${lead.name}*: *${VERDICT_WORDS[verdict]}*.`),
    context(md`${whoReads(within)} ${verdict === 'good' ? 'What helped is worth a word.' : 'A reason helps most.'}`),
    within === undefined
      ? actions(
          button('Say more', MORE, { value: lead.id, style: 'primary' }),
          button('Change', RATE, { value: lead.id }),
          button('Take back', TAKE_BACK, { value: lead.id }),
        )
      : actions(
          button('Say more', MORE, {
            value: spotValue({ reviewId: within.reviewId, leadId: lead.id }),
            style: 'primary',
          }),
          button('Change', RATE_IN, { value: spotValue({ reviewId: within.reviewId, leadId: lead.id }) }),
        ),
  ]);

/** What was sent from the window of a review. */
export const saidInMessage = (
  lead: RatedLead,
  judgement: Judgement,
  wish: string | undefined,
  within: InReview,
): MessageContent => {
  const words = md`Thank you. *${lead.name}*: ${judgementText(judgement)}. ${whoReads(within)}`;
  if (wish === undefined) return message(words);
  const next = within.isAnonymous
    ? md`What you need next time stands with the results.`
    : md`What you need next time becomes an ask then.`;
  return message(words, [section(lines(words, next))]);
};

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
