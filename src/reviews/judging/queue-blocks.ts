import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button, type MenuItem, overflow } from '../../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { channelLink, code, joined, lines, link, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import type { Instant } from '../../core/instants.ts';
import { REASONS, type ReasonKey } from '../../core/lead-reasons.ts';
import { type Stage, USUAL_WORDS } from '../../core/lead-stages.ts';
import { counted } from '../../core/time-text.ts';
import { type Judgement, VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '../../core/verdict.ts';
import { MORE, whoReads } from '../verdicts/rate-blocks.ts';
import { placeValue, spotValue } from './spot-value.ts';

/** One tap in the queue; the value is a spot, with what they had said of it. */
export const TAP: Readonly<Record<VerdictKind, string>> = {
  good: 'review.queue-good',
  not: 'review.queue-not',
  unsure: 'review.queue-unsure',
};
/** Goes to a lead of the queue; without one, to its end. */
export const GO = 'review.queue-go';
/** This lead later. */
export const LATER = 'review.queue-later';
export const OUT = 'review.queue-out';
export const IN = 'review.queue-in';
export const QUEUE_MENU = 'review.queue-menu';

/** What of a review its raters read. */
interface ShownReview {
  readonly id: string;
  readonly number: number;
  readonly channelId: string;
  readonly isAnonymous: boolean;
  readonly dueAt: Instant;
}

interface ShownLead {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly region: string | undefined;
  readonly stage: Stage;
  readonly reason: ReasonKey | undefined;
  readonly receivedAt: Instant;
  readonly wants: string | undefined;
}

type Mine = Judgement & { readonly id: string };

interface Shown {
  readonly review: ShownReview;
  readonly judged: number;
  readonly of: number;
}

export interface AskedQueue extends Shown {
  readonly kind: 'asked';
  readonly zone: string;
  readonly position: number;
  readonly lead: ShownLead;
  readonly mine: Mine | undefined;
  readonly noted: { readonly lead: ShownLead; readonly mine: Mine; readonly position: number } | undefined;
  readonly canWait: boolean;
  readonly isFinished: boolean;
}

export type ShownQueue =
  | AskedQueue
  | (Shown & {
      readonly kind: 'finished';
      readonly zone: string;
      readonly first: string | undefined;
      readonly noted: AskedQueue['noted'];
    })
  | (Shown & { readonly kind: 'out'; readonly since: Instant })
  | (Shown & { readonly kind: 'revealed' | 'called-off' | 'not-asked' });

/** Somebody's one message of a review: one lead at a time, one tap each. `thread` says where a lead stands in the channel. */
export function queueMessage(queue: ShownQueue, thread?: string): MessageContent {
  switch (queue.kind) {
    case 'asked':
      return askedMessage(queue, thread);
    case 'finished':
      return finishedMessage(queue);
    case 'out':
      return outMessage(queue);
    case 'revealed':
    case 'called-off':
    case 'not-asked':
      return over(queue.kind, queue.review);
  }
}

function askedMessage(queue: AskedQueue, thread: string | undefined): MessageContent {
  const { review, position, of, lead, mine, noted, isFinished } = queue;
  const at = md`*Review ${review.number}: lead ${position} of ${of}*. How good a lead is it?`;
  return message(`Review ${review.number}: lead ${position} of ${of}`, [
    section(lines(at, md`*${lead.name}* · ${stageText(lead)}`)),
    ...(lead.wants === undefined ? [] : [quote(lead.wants)]),
    context(lines(...factLines(queue, thread))),
    actions(
      ...VERDICT_KINDS.map((kind) =>
        button(VERDICT_WORDS[kind], TAP[kind], {
          value: spotValue({ reviewId: review.id, leadId: lead.id, seen: mine?.id }),
          label: `${VERDICT_WORDS[kind]}: lead ${lead.number}`,
          ...(mine?.verdict === kind && { style: 'primary' }),
        }),
      ),
      overflow(QUEUE_MENU, menuOf(queue)),
    ),
    ...notedLine(review, noted),
    context(isFinished ? md`You have judged all of them. ${whoReads(review)}` : endLine(queue)),
  ]);
}

function menuOf({ review, lead, position, mine, noted, canWait, isFinished }: AskedQueue): MenuItem[] {
  const more = mine === undefined ? noted : { lead, position };
  const goTo = (at: number) => spotValue({ reviewId: review.id, leadId: placeValue(at) });
  return [
    ...(more === undefined
      ? []
      : [{ actionId: MORE, value: goTo(more.position), text: `Say more about lead ${more.lead.number}` }]),
    ...(position > 1 ? [{ actionId: GO, value: goTo(position - 1), text: 'Back to the one before' }] : []),
    ...(canWait
      ? [{ actionId: LATER, value: goTo(position), text: mine === undefined ? 'This one later' : 'Next one' }]
      : []),
    isFinished
      ? { actionId: GO, value: review.id, text: 'That’s all' }
      : { actionId: OUT, value: review.id, text: 'I know too little of all' },
  ];
}

function finishedMessage({
  review,
  of,
  zone,
  first,
  noted,
}: Extract<ShownQueue, { kind: 'finished' }>): MessageContent {
  const thanks = `Review ${review.number}: you have judged all ${of}`;
  return message(thanks, [
    section(
      lines(
        md`*Thank you: you have judged all ${counted(of, 'lead')} of review ${review.number}.*`,
        md`The results come in ${channelLink(review.channelId)} when everybody has judged, at the latest ${when(review.dueAt, 'date-time', zone)}.`,
      ),
    ),
    ...notedLine(review, noted),
    ...(first === undefined
      ? []
      : [actions(button('Look again', GO, { value: spotValue({ reviewId: review.id, leadId: first }) }))]),
    context(md`${whoReads(review)} Until then you can change everything.`),
  ]);
}

const outMessage = ({ review, judged, since }: Extract<ShownQueue, { kind: 'out' }>): MessageContent =>
  message(`Review ${review.number}: nobody waits for you`, [
    section(
      judged === 0
        ? md`That is fine: nobody waits for you in review ${review.number}.`
        : md`That is fine: nobody waits for you in review ${review.number}, and what you have said of ${counted(judged, 'lead')} stays.`,
    ),
    actions(button('Judge after all', IN, { value: `${review.id} ${since}` })),
  ]);

/** What somebody reads who comes too late, or isn't asked: nothing has happened. */
export function over(why: 'revealed' | 'called-off' | 'not-asked', review: ShownReview): MessageContent {
  switch (why) {
    case 'revealed':
      return message(
        md`Review ${review.number} is over: thank you. The results are in ${channelLink(review.channelId)}.`,
      );
    case 'called-off':
      return message(
        md`Review ${review.number} was called off. What was said in it is deleted, and nobody has seen it.`,
      );
    case 'not-asked':
      return refusal(
        md`Only those asked judge in review ${review.number}. ${code('/lead-review rate 12')} judges lead 12 for both teams to see.`,
      );
  }
}

/** A window that is sent when it is too late: what was typed can be sent all the same, for everybody to see. */
export const lateWordsMessage = (review: ShownReview, leadNumber: number | undefined): MessageContent =>
  review.isAnonymous || leadNumber === undefined
    ? message(md`Review ${review.number} has ended meanwhile, so this is no part of it, and nothing of it is kept.`)
    : message(
        md`Review ${review.number} has ended meanwhile, so this is no part of it. What you typed is kept for you: ${code(`/lead-review rate ${leadNumber}`)} and Say more show it.`,
      );

export const noReviewMessage = (): MessageContent => message('That review is not here any more.');

/** A reminder, by itself or among others. */
export const reminderLine = ({ review, judged, of, zone }: AskedQueue): Mrkdwn =>
  md`Review ${review.number} ends ${when(review.dueAt, 'date-time', zone)}: ${counted(of - judged, 'lead')} left for you, one tap each`;

export const reminderMessage = (queue: AskedQueue, address: string | undefined): MessageContent =>
  message(md`Review ${queue.review.number}: ${counted(queue.of - queue.judged, 'lead')} left for you`, [
    section(
      lines(
        md`${reminderLine(queue)}.`,
        address === undefined
          ? md`They are in your message of review ${queue.review.number} above.`
          : link(address, 'Go on'),
      ),
    ),
  ]);

function factLines({ lead, mine, zone }: AskedQueue, thread: string | undefined): Mrkdwn[] {
  const origin = [lead.source, lead.campaign, lead.persona, lead.region].filter((fact) => fact !== undefined);
  const more = thread === undefined ? [] : [link(thread, 'More of it in the thread')];
  return [
    ...(origin.length === 0 ? [] : [joined(origin, ' · ')]),
    joined([md`Came ${when(lead.receivedAt, 'date', zone)}`, ...more], ' · '),
    ...(mine === undefined ? [] : [md`So far you say: *${VERDICT_WORDS[mine.verdict]}*.`]),
  ];
}

const stageText = ({ stage, reason }: ShownLead): string =>
  reason === undefined ? USUAL_WORDS[stage] : `Given up: ${REASONS[reason].words}`;

function notedLine(review: ShownReview, noted: AskedQueue['noted']): readonly KnownBlock[] {
  if (noted === undefined) return [];
  const { lead, mine } = noted;
  const change = button('Change', GO, {
    value: spotValue({ reviewId: review.id, leadId: lead.id }),
    label: `Change: lead ${lead.number}`,
  });
  return [section(md`✓ ${lead.name}: *${VERDICT_WORDS[mine.verdict]}*`, change)];
}

const endLine = ({ review, zone }: AskedQueue): Mrkdwn =>
  md`${whoReads(review)} It ends ${when(review.dueAt, 'date-time', zone)}.`;
