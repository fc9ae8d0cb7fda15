import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { cleanLine, cut } from '../../blockkit/escape.ts';
import { multiSelectInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { bold, code, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import { DEMANDED_FIELDS, isDemandedField } from '../../core/demands.ts';
import {
  DEFINITION_EXAMPLE,
  definitionBegins,
  definitionQuestion,
  definitionSentence,
  LONGEST_DEFINITION,
} from '../../core/lead-definition.ts';
import type { MeetingView } from '../thread-view.ts';
import {
  type DefinitionCheck,
  type DefinitionRefusal,
  type DefinitionView,
  LEAST_SHOWN,
  LONGEST_ANSWER,
  type NeedSpread,
  type OwnAnswer,
  type Said,
  type Spread,
  type SpreadPart,
} from './definition.ts';
import { countText, needText, wordsTitle } from './definition-words.ts';

/** Opens the form; the value is the id of the meeting. */
export const SAY_DEFINITION = 'meeting.say-definition';
export const SAID_DEFINITION = 'meeting.said-definition';
export const AGREE_DEFINITION = 'meeting.agree-definition';
export const AGREED_DEFINITION = 'meeting.agreed-definition';

/** Ids of the fields. */
export const DEFINITION_FIELDS = { words: 'words', needs: 'needs', text: 'text' } as const;

/** In the head of the thread, as long as people can answer. */
export const askBlocks = (check: Pick<DefinitionCheck, 'word' | 'state'> | undefined): readonly KnownBlock[] =>
  check?.state === 'open'
    ? [
        section(
          lines(
            md`*${definitionQuestion(check.word)}*`,
            md`Say it in two lines, without your name. Shown when the meeting begins, from ${LEAST_SHOWN} answers on.`,
          ),
        ),
      ]
    : [];

/** The button beside it. */
export const askButtons = (check: Pick<DefinitionCheck, 'meetingId' | 'state'> | undefined) =>
  check?.state === 'open'
    ? [
        button('Your answer', SAY_DEFINITION, {
          value: check.meetingId,
          label: 'Your answer to the definition check',
        }),
      ]
    : [];

/** Two lines; `typed` is what somebody has just sent, while they had said something else in another window. */
export const answerModal = ({ check, own, seen }: OwnAnswer, typed?: Said): ModalView =>
  modal({
    callbackId: SAID_DEFINITION,
    title: 'Definition check',
    submit: own === undefined ? 'Answer' : 'Save',
    metadata: `${check.meetingId} ${seen}`,
    blocks: [
      ...(typed === undefined
        ? []
        : [section(md`You have said something else meanwhile: ${own?.words ?? ''}. Save this to say it instead.`)]),
      textInput(DEFINITION_FIELDS.words, `${definitionBegins(check.word)} …`, {
        maxLength: LONGEST_ANSWER,
        initial: (typed ?? own)?.words,
        placeholder: DEFINITION_EXAMPLE,
        focus: true,
      }),
      multiSelectInput(DEFINITION_FIELDS.needs, 'What must we know of it by then?', CHOICES, {
        optional: true,
        initial: [...((typed ?? own)?.needs ?? [])],
        hint: 'Left empty: nothing in particular.',
      }),
      context(
        lines(
          md`Nobody can look up what is yours. All answers are shown at once when the meeting begins, from ${LEAST_SHOWN} on; until then you can change yours here.`,
          md`What you type is kept only when you send it: a draft would have your name on it.`,
        ),
      ),
    ],
  });

/** What was said, side by side, with what both teams make of it. */
export function definitionMessage({ meeting, check, names }: MeetingView): MessageContent | undefined {
  if (check?.spread === undefined) return undefined;
  const { spread } = check;
  const label = 'Agree on when a lead is ready for sales';
  return message(md`Definition check: ${countText(spread)}`, [
    section(lines(md`*Definition check: ${lowerFirst(definitionQuestion(check.word))}*`, md`${countText(spread)}.`)),
    ...needBlocks(spread),
    ...spread.parts.map(wordsBlock),
    ...agreedBlocks(check, names),
    ...(meeting.closedAt === undefined
      ? [
          actions(
            button(check.agreed === undefined ? 'Agree on one' : 'Agree anew', AGREE_DEFINITION, {
              value: meeting.id,
              label,
              ...(check.agreed === undefined && { style: 'primary' as const }),
            }),
          ),
          context(md`What you agree on stands in ${code('/baton terms')}. What a lead must have is set there too.`),
        ]
      : []),
  ]);
}

/** What both teams say from now on, above it what is in the way of `typed`. */
export const agreeModal = (check: DefinitionCheck, typed?: string): ModalView =>
  modal({
    callbackId: AGREED_DEFINITION,
    title: 'Agree on one',
    submit: 'Agree',
    metadata: `${check.meetingId} ${check.agreedTurns}`,
    blocks: [
      ...(typed === undefined || check.agreed === undefined
        ? []
        : [section(md`Somebody was faster: ${check.agreed.text}. Send yours again to put it in its place.`)]),
      textInput(DEFINITION_FIELDS.text, `${definitionBegins(check.word)} …`, {
        multiline: true,
        maxLength: LONGEST_DEFINITION,
        initial: typed ?? check.agreed?.text ?? check.before,
        placeholder: DEFINITION_EXAMPLE,
        hint: 'Say it aloud first: it holds for both teams, and stands in the terms and in the next monthly agenda.',
        focus: true,
      }),
    ],
  });

export const answeredMessage = (): MessageContent =>
  message('Kept, without your name. You can change it until it is shown.');

export const agreedMessage = ({ word, agreed }: DefinitionCheck): MessageContent =>
  message('Agreed', [
    section(md`*Agreed:* ${definitionSentence(word, agreed?.text ?? '')}`),
    context(md`It stands in ${code('/baton terms')} from now on.`),
  ]);

/** With what they wrote, so that nothing typed is lost. */
export function definitionRefused(why: DefinitionRefusal, typed?: string): MessageContent {
  const words = REFUSED[why];
  if (why === 'not-in-teams') return refusal(words);
  return typed === undefined ? message(words) : message(words, [section(md`${words} You wrote:`), quote(typed)]);
}

const REFUSED: Readonly<Record<DefinitionRefusal, string>> = {
  'not-found': 'There is no such definition check any more.',
  'not-in-teams': 'Only people of sales and marketing take part. An admin can add you with /baton setup.',
  over: 'This definition check is over. The next one comes with the next monthly meeting.',
};

function needBlocks({ needs, parts }: Spread): KnownBlock[] {
  const listed = (title: string, all: readonly NeedSpread[]): KnownBlock[] =>
    all.length === 0 ? [] : [section(lines(md`*${title}*`, ...all.map((need) => md`• ${needText(need, parts)}`)))];
  return [
    ...listed(
      '↔️ What must be known: here you differ',
      needs.filter(({ isApart }) => isApart),
    ),
    ...listed(
      'What must be known: here you are close',
      needs.filter(({ isApart }) => !isApart),
    ),
  ];
}

function wordsBlock(part: SpreadPart): KnownBlock {
  const more = part.words.length - MOST_LISTED;
  const listed = part.words.slice(0, MOST_LISTED).map((words): Mrkdwn => md`• ${cut(cleanLine(words), LONGEST_LINE)}`);
  return section(lines(bold(wordsTitle(part)), ...listed, more > 0 && md`and ${more} more in the minutes`));
}

/** More would be a wall on a phone; the minutes have all. */
const MOST_LISTED = 6;
const LONGEST_LINE = 150;

function agreedBlocks({ word, before, agreed }: DefinitionView, names: MeetingView['names']): KnownBlock[] {
  if (agreed !== undefined) {
    return [
      section(md`✅ *Agreed:* ${definitionSentence(word, agreed.text)}`),
      context(md`Written down by ${names.get(agreed.by) ?? 'somebody'}`),
    ];
  }
  return [
    section(
      before === undefined ? md`*Nothing is agreed on yet.*` : md`*Agreed so far:* ${definitionSentence(word, before)}`,
    ),
  ];
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

const CHOICES = Object.keys(DEMANDED_FIELDS)
  .filter(isDemandedField)
  .map((field) => ({ value: field, text: DEMANDED_FIELDS[field] }));
