import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { cut } from '../../blockkit/escape.ts';
import { textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { Rendered } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import { SHOW } from '../card/card-blocks.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { reasonText } from '../outcomes/outcome-text.ts';
import {
  agreement,
  type Question,
  type QuestionRefusal,
  type RejectedEvent,
  type Side,
  type SideChoice,
  type Verdict,
  visibleChoices,
} from './question.ts';
import {
  OVERTURN,
  QUESTION,
  QUESTION_FORM,
  UNDO_CHOICE,
  UNDO_QUESTION,
  UPHOLD,
  WHY_FIELD,
} from './question-actions.ts';

/** A questioned rejection, as somebody looks at it. */
interface Questioned {
  readonly lead: Lead;
  readonly rejection: RejectedEvent;
  readonly question: Question;
  readonly why: string | undefined;
  readonly until: Instant;
  readonly sides: readonly Side[];
  readonly zone: string;
}

/** What a button about the rejection that is entry `seq` carries. */
export const questionValue = (lead: Pick<Lead, 'id'>, seq: number): string => `${lead.id}:${seq}`;

export const questionButton = (lead: Lead, seq: number) =>
  button('Question', QUESTION, {
    value: questionValue(lead, seq),
    label: `Question why lead ${lead.number} was given up`,
  });

/** Why a rejection should be looked at again. */
export const questionModal = (lead: Lead, seq: number): ModalView =>
  modal({
    callbackId: QUESTION_FORM,
    title: 'Question',
    submit: 'Ask',
    metadata: questionValue(lead, seq),
    blocks: [
      section(md`*${leadName(lead)}* was given up. Why should both managers look at it again?`),
      textInput(WHY_FIELD, 'Why?', {
        maxLength: LONGEST_NOTE,
        placeholder: 'They asked for a price on Monday, …',
        hint: 'Both teams read this. You can ask once.',
        focus: true,
      }),
    ],
  });

export function questionedMessage(lead: Lead, seq: number): MessageContent {
  const words = md`You have questioned why ${leadName(lead)} was given up. In a minute the managers of both teams hear of it.`;
  return message(words, [
    section(words),
    context(md`Undo works for one minute.`),
    actions(button('Undo', UNDO_QUESTION, { value: questionValue(lead, seq) })),
  ]);
}

export const questionUndoneMessage = (lead: Lead): MessageContent =>
  message(md`${leadName(lead)} is not questioned. You can still do so later.`);

/** Why a rejection can't be questioned, in a sentence. */
export function questionRefusalMessage(lead: Lead, why: QuestionRefusal, zone: string): MessageContent {
  const name = leadName(lead);
  switch (why.kind) {
    case 'not-marketing':
      return refusal(md`Only marketing questions why a lead was given up. If you sell, you can reopen it.`);
    case 'not-rejected':
      return message(
        isOpen(lead) ? md`${name} is open again, so there is nothing to question.` : md`${name} was not given up.`,
      );
    case 'questioned-already':
      return message(md`${name} has been questioned already, and that is done once.`);
    case 'question-late':
      return message(
        md`${name} could be questioned for five working days, until ${when(why.until, 'date-time', zone)}. Bring it up at your next review.`,
      );
  }
}

export const notDecidingMessage = (): MessageContent =>
  refusal(md`Only the managers of sales and marketing decide about this. Ask yours.`);

export const settledAlreadyMessage = (lead: Lead): MessageContent =>
  message(md`That is settled for ${leadName(lead)} already. Its details tell how.`);

/** The form takes no more either. */
const LONGEST_NOTE = 300;

/** The same among the details of a lead. */
export const decideBlocks = (view: Questioned): KnownBlock[] => [
  section(lines(...storyLines(view), standingWords(view))),
  actionsOf('question', ...choiceButtons(view)),
];

/** What a manager decides about, and how it stands as far as they may know. */
export function questionMessage(view: Questioned): MessageContent {
  const { lead, question } = view;
  const isDecided = question.state !== 'open';
  return message(md`Marketing questions ${leadName(lead)}`, [
    section(lines(md`*Marketing questions ${leadName(lead)}*`, ...storyLines(view))),
    context(isDecided ? md`It is settled. Its details tell how.` : standingWords(view)),
    actions(...(isDecided ? [] : choiceButtons(view)), button('Details', SHOW, { value: lead.id })),
  ]);
}

/** Why it was given up, and why that is questioned; without what identifies the prospect. */
function storyLines({ lead, rejection, question, why }: Questioned): Mrkdwn[] {
  const { change, by } = rejection;
  const who = by === undefined ? md`` : md` by ${mention(by)}`;
  return [
    md`Given up${who}: *${reasonText(change.reason, change.detail)}*${quoted(lead, change.note)}`,
    md`${mention(question.askedBy)} asks for another look${quoted(lead, why)}`,
  ];
}

const quoted = (lead: Lead, note: string | undefined): Mrkdwn => {
  const words =
    note === undefined ? undefined : maskedMessage({ ...lead.fields, message: cut(note, 2 * LONGEST_NOTE) });
  return words === undefined ? md`` : md`: “${cut(words, LONGEST_NOTE)}”`;
};

function standingWords({ lead, question, sides, until, zone }: Questioned): Mrkdwn {
  const seen = visibleChoices(question.choices, sides);
  const later = md`Until ${when(until, 'date-time', zone)}; then it is the first item of your next review.`;
  if (sides.every((side) => seen[side] === undefined))
    return md`Both managers decide together, and each sees the other’s choice after their own. ${later}`;
  const found = agreement(question.choices);
  if (found !== undefined) return md`Both of you: *${VERDICTS[found.verdict]}*. ${EFFECTS[found.verdict](lead)}`;
  const said = [chosen('Sales', seen.sales), chosen('Marketing', seen.marketing)].filter((one) => one !== undefined);
  const isMissing = said.length === 1;
  return lines(
    ...said,
    isMissing ? md`The other side has not chosen yet. ${later}` : md`You don’t agree yet. ${later}`,
  );
}

const chosen = (team: string, choice: SideChoice | undefined): Mrkdwn | undefined =>
  choice?.verdict === undefined ? undefined : md`${team}, ${mention(choice.by)}: *${VERDICTS[choice.verdict]}*.`;

const VERDICTS: Readonly<Record<Verdict, string>> = { uphold: 'Uphold', overturn: 'Overturn' };

const EFFECTS: Readonly<Record<Verdict, (lead: Lead) => Mrkdwn>> = {
  uphold: () => md`In a minute both teams read that it stands.`,
  overturn: ({ owner }) =>
    owner === undefined
      ? md`In a minute it is free for everybody who sells.`
      : md`In a minute it goes back to ${mention(owner.personId)}, with a fresh time for the first contact.`,
};

function choiceButtons({ lead, question, sides }: Questioned) {
  const value = questionValue(lead, question.seq);
  const seen = visibleChoices(question.choices, sides);
  const mine = sides.map((side) => seen[side]?.verdict).find((verdict) => verdict !== undefined);
  const buttons: Record<Verdict, ReturnType<typeof button>> = {
    uphold: button('Uphold', UPHOLD, { value }),
    overturn: button('Overturn', OVERTURN, { value }),
  };
  if (mine === undefined) return [buttons.uphold, buttons.overturn];
  return [button('Undo', UNDO_CHOICE, { value }), mine === 'uphold' ? buttons.overturn : buttons.uphold];
}

/** For a manager, unasked. */
export const questionNotice = (view: Questioned): Rendered<MessageContent, Mrkdwn> => ({
  line: md`*${leadName(view.lead)}*: ${reasonText(view.rejection.change.reason, view.rejection.change.detail)}`,
  message: questionMessage(view),
});

/** What both managers have found, for the card's thread: whoever asked is called, and whoever had given it up unless it comes back to them. */
export function settledNotice({ lead, question, rejection }: Questioned): Rendered<MessageContent, Mrkdwn> | undefined {
  const reason = reasonText(rejection.change.reason, rejection.change.detail);
  if (question.state === 'upheld') {
    const by = rejection.by === undefined ? md`` : md` ${mention(rejection.by)}`;
    const words = md`⚖️ Both managers have looked at it: *${reason}* stands. ${mention(question.askedBy)}${by}`;
    return { line: md`*${leadName(lead)}*: ${reason} stands`, message: message(words) };
  }
  if (question.state !== 'overturned') return undefined;
  const to =
    lead.owner === undefined ? md`It is free for everybody` : md`It is ${mention(lead.owner.personId)}’s again`;
  const words = md`⚖️ Both managers want one more try. ${to}, with a fresh time for the first contact. ${mention(question.askedBy)}`;
  return { line: md`*${leadName(lead)}*: one more try`, message: message(words) };
}

/** Questions that nobody has settled: first those that the next review begins with. */
export function openQuestionsMessage(
  views: readonly (Questioned & { readonly isForReview: boolean })[],
): MessageContent {
  if (views.length === 0) return message('No rejection is questioned. Marketing can do so on the card of a lead.');
  const waiting = views.filter(({ isForReview }) => isForReview);
  const rest = views.filter(({ isForReview }) => !isForReview);
  const group = (title: string, some: typeof views) =>
    some.length === 0
      ? []
      : [
          section(md`*${title}*`),
          ...some.map((view) => section(row(view), button('Details', SHOW, { value: view.lead.id }))),
        ];
  return message(md`${counted(views.length, 'questioned rejection')}`, [
    ...group('For the next review', waiting),
    ...(waiting.length > 0 && rest.length > 0 ? [divider()] : []),
    ...group('With the managers', rest),
  ]);
}

const row = (view: Questioned): Mrkdwn => lines(md`*${leadName(view.lead)}*`, ...storyLines(view));
