import type { KnownBlock } from '@slack/types';
import { actionsOf, context, section } from '../../blockkit/blocks.ts';
import { button, linkButton } from '../../blockkit/elements.ts';
import { channelInput, dateInput, peopleInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { code, lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import { webUrl } from '../../blockkit/urls.ts';
import { counted } from '../../core/time-text.ts';
import { MOST_RATERS } from '../planning/plan.ts';
import type { Review } from '../review.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import type { RunRefusal } from './running.ts';
import { CALL_OFF, END, MORE_TIME, MY_QUEUE, progressLine, RATERS } from './thread-blocks.ts';
import type { ParentView } from './thread-view.ts';

/** What is asked before a review changes; each is sent under the name of the action that opens it. */
export const RUN_FIELDS = {
  due: 'review.new-due',
  raters: 'review.new-raters',
  channel: 'review.new-channel',
} as const;
/** Its form carries the review, and the channel in which it can’t stand any more. */
export const MOVE = 'review.move';
export const OPEN_THREAD = 'review.open-thread';

/** Asks whether to end it before its time. */
export const endModal = ({ id, number }: Review, leads: number): ModalView =>
  modal({
    callbackId: END,
    title: 'End it now?',
    submit: 'End it',
    metadata: id,
    blocks: [
      section(
        md`*Review ${number}* of ${counted(leads, 'lead')}: everybody sees now what was said so far, and nobody judges any more. That can’t be taken back.`,
      ),
    ],
  });

/** Asks whether to call it off. */
export const callOffModal = ({ id, number }: Review): ModalView =>
  modal({
    callbackId: CALL_OFF,
    title: 'Call it off?',
    submit: 'Call it off',
    metadata: id,
    blocks: [
      section(
        md`*Review ${number}*: what was said in it so far is deleted, and nobody ever sees it. That can’t be taken back.`,
      ),
    ],
  });

export const moreTimeModal = ({ id, number }: Review, dueOn: string): ModalView =>
  modal({
    callbackId: MORE_TIME,
    title: 'Another deadline',
    metadata: id,
    blocks: [
      section(md`*Review ${number}* ends when the office closes that day, or when everybody is done.`),
      dateInput(RUN_FIELDS.due, 'Until which day?', { initial: dueOn }),
    ],
  });

export const moveModal = ({ id, number, channelId }: Review): ModalView =>
  modal({
    callbackId: MOVE,
    title: 'Another channel',
    metadata: `${id} ${channelId}`,
    blocks: [
      section(md`*Review ${number}* goes on there, with a new thread. What was judged so far counts.`),
      channelInput(RUN_FIELDS.channel, 'Where to?', {}),
    ],
  });

export const ratersModal = ({ id, number }: Review, raters: readonly string[]): ModalView =>
  modal({
    callbackId: RATERS,
    title: 'Who judges?',
    metadata: id,
    blocks: [
      section(
        md`*Review ${number}*: who is new gets all its leads. What somebody has said who judges no more counts no more.`,
      ),
      peopleInput(RUN_FIELDS.raters, 'Who judges?', { initial: raters, most: MOST_RATERS }),
    ],
  });

/** What was done, in one line for whoever did it. */
export const doneMessage = (text: string | Mrkdwn): MessageContent => message(text);

export const refusedMessage = (why: RunRefusal): MessageContent =>
  why === 'not-manager' ? refusal(refusedSentence(why)) : message(refusedSentence(why));

/** Why a review stays as it is. */
export function refusedSentence(why: RunRefusal): string {
  switch (why) {
    case 'not-found':
      return 'I can’t find that review any more.';
    case 'not-manager':
      return 'Only managers and admins start and change lead reviews. Ask one of them, please.';
    case 'over':
      return 'That review is over already.';
    case 'moved':
      return 'Somebody has moved that review to another channel already.';
    case 'due-in-the-past':
      return 'That day is over. Choose today or a later one.';
    case 'no-sales':
      return 'Nobody of them judges for sales. Add somebody of sales, please.';
    case 'no-marketing':
      return 'Nobody of them judges for marketing. Add somebody of marketing, please.';
    case 'too-few-for-anonymous':
      return `This review names nobody: it takes ${ANONYMOUS_A_SIDE} of each team.`;
    case 'strangers':
      return 'Somebody of them is in neither team, or a guest: only members of sales and marketing judge.';
  }
}

/** A review that runs, as somebody sees it in the list. */
export interface RunningRow {
  readonly view: ParentView;
  readonly isMine: boolean;
  /** Where its thread is. */
  readonly address: string | undefined;
}

/** A review that is revealed, and leads of it wait for a decision. */
export type RevealedRow = Pick<RunningRow, 'view' | 'address'>;

/** What runs, what of the last ones is still to be decided, and what else somebody can do. */
export function runningMessage(
  rows: readonly RunningRow[],
  mayStart: boolean,
  revealed: readonly RevealedRow[] = [],
): MessageContent {
  const title = rows.length === 0 ? 'No lead review runs.' : `${counted(rows.length, 'lead review')} running`;
  return message(title, [
    ...(rows.length === 0 ? [section(md`No lead review runs.`)] : []),
    ...rows.slice(0, MOST_ROWS).flatMap(rowBlocks),
    ...revealed.slice(0, MOST_REVEALED).map(revealedBlock),
    context(
      lines(
        mayStart ? md`${code('/lead-review start')} starts one.` : md`Managers and admins start one.`,
        md`${code('/lead-review rate 12')} judges a lead at any time, ${code('/lead-review sources')} shows what came of it.`,
      ),
    ),
  ]);
}

const MOST_ROWS = 10;
const MOST_REVEALED = 3;

function revealedBlock({ view: { review, agenda, zone }, address }: RevealedRow): KnownBlock {
  const left = agenda.filter(({ isSettled }) => !isSettled).length;
  const at = when(review.revealedAt ?? review.dueAt, 'date-time', zone);
  const url = address === undefined ? undefined : webUrl(address);
  return section(
    md`*Review ${review.number}*: revealed ${at}, ${counted(left, 'lead')} left to decide about`,
    url === undefined ? undefined : linkButton('Open', OPEN_THREAD, url, { label: `Open review ${review.number}` }),
  );
}

function rowBlocks({ view, isMine, address }: RunningRow): KnownBlock[] {
  const { review, leads, zone, progress } = view;
  const url = address === undefined ? undefined : webUrl(address);
  const buttons = [
    ...(isMine ? [button('My queue', MY_QUEUE, { value: review.id, style: 'primary' })] : []),
    ...(url === undefined ? [] : [linkButton('Open', OPEN_THREAD, url, { label: `Open review ${review.number}` })]),
  ];
  return [
    section(
      lines(
        md`*Review ${review.number}*: ${counted(leads, 'lead')}, until ${when(review.dueAt, 'date-time', zone)}`,
        ...progress.map(progressLine),
      ),
    ),
    ...(buttons.length === 0 ? [] : [actionsOf(review.id, ...buttons)]),
  ];
}
