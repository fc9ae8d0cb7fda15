import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { checkboxesInput, numberInput, radioInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { ELEMENT } from '../blockkit/limits.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { counted } from '../core/time-text.ts';
import { type AnswerContent, PLAN_OUTCOMES } from './answer.ts';
import { beyondTheForm, customField, FIELDS, MOST_FACTS } from './answer-form.ts';
import { type Fact, factDetail } from './fact.ts';
import type { AnswerForm } from './form.ts';
import { PLAN_WORDS } from './post-blocks.ts';
import type { Question } from './question.ts';

export const ANSWER = 'standup.answer';

const MOST_INPUTS = 5;
const LONGEST_ANSWER = 3_000;

/** What a modal says of itself when it comes back. */
export const formMetadata = z.object({ slot: z.string(), snapshot: z.string() });

/** At most five inputs; an ask has a view of its own, which `newAsk` opens. */
export function answerModal({ slotId, name, snapshot, content, mayAsk, when }: AnswerForm, newAsk: string): ModalView {
  const { facts, lastPlan, questions } = snapshot;
  const metadata: z.input<typeof formMetadata> = { slot: slotId, snapshot: snapshot.id };
  const hint = hintOf(when);
  const asked = (facts.length > 0 ? 1 : 0) + (lastPlan === undefined ? 0 : 1) + 1 + questions.length;
  return modal({
    callbackId: ANSWER,
    title: name,
    submit: when.kind === 'edit' ? 'Save' : 'Post',
    metadata: JSON.stringify(metadata),
    blocks: [
      ...(hint === undefined ? [] : [context(md`${hint}`)]),
      ...factsInput(facts, content),
      ...planInput(lastPlan, content),
      textInput(FIELDS.today, 'Today', {
        optional: true,
        multiline: true,
        initial: content.today,
        placeholder: 'What are you up to?',
        maxLength: LONGEST_ANSWER,
      }),
      ...questions.map((question) => customInput(question, content.custom[question.id])),
      ...(asked < MOST_INPUTS ? [noteInput(content)] : []),
      ...(mayAsk ? [actions(button('Ask the other team', newAsk, { value: slotId }))] : []),
    ],
  });
}

/** For which day it is, where that isn't plain. */
function hintOf(when: AnswerForm['when']): string | undefined {
  switch (when.kind) {
    case 'open':
      return undefined;
    case 'edit':
      return `This is what you posted for ${when.day}.`;
    case 'early':
      return `For ${when.day}: it is posted when that standup opens, and you are not asked again.`;
    case 'late':
      return `The standup of ${when.day} is over. Late answers are welcome and marked so.`;
  }
}

function factsInput(facts: readonly Fact[], { facts: chosen }: AnswerContent): KnownBlock[] {
  if (facts.length === 0) return [];
  const shown = facts.slice(0, MOST_FACTS);
  // The position is the value: an id may hold the name of a campaign, which is anybody's words.
  const choices = shown.map((one, at) => ({
    value: String(at),
    text: one.isPrivate ? `🔒 ${one.title}` : one.title,
    description: factDetail(one, ELEMENT.optionDescription.max),
  }));
  const initial = shown.flatMap(({ id }, at) => (chosen.includes(id) ? [String(at)] : []));
  const rest = beyondTheForm(facts).length;
  const hints = [
    ...(shown.some(({ isPrivate }) => isPrivate) ? ['Lines with 🔒 stay with you unless you tick them.'] : []),
    ...(rest > 0 ? [`${counted(rest, 'more line')} will be posted too.`] : []),
  ];
  const hint = hints.length > 0 ? hints.join(' ') : undefined;
  return [checkboxesInput(FIELDS.facts, 'Post these lines', choices, { optional: true, initial, hint })];
}

function planInput(lastPlan: string | undefined, content: AnswerContent): KnownBlock[] {
  if (lastPlan === undefined) return [];
  const choices = PLAN_OUTCOMES.map((outcome) => ({ value: outcome, text: PLAN_WORDS[outcome] }));
  return [
    section(md`*Your last plan*`),
    quote(lastPlan),
    radioInput(FIELDS.lastPlan, 'How did it go?', choices, { optional: true, initial: content.lastPlan }),
  ];
}

const noteInput = ({ note }: AnswerContent): KnownBlock =>
  textInput(FIELDS.note, 'Anything to know?', {
    optional: true,
    multiline: true,
    initial: note,
    maxLength: LONGEST_ANSWER,
  });

const SCALE = ['1', '2', '3', '4', '5'].map((value) => ({ value, text: value }));

function customInput(question: Question, initial: string | undefined): KnownBlock {
  const id = customField(question.id);
  const options = { optional: !question.isRequired };
  switch (question.kind) {
    case 'text':
      return textInput(id, question.text, { ...options, initial, maxLength: LONGEST_ANSWER });
    case 'choice':
      // The position is the value: an option may be longer than Slack lets a value be.
      return selectInput(
        id,
        question.text,
        question.options.map((text, at) => ({ value: String(at), text })),
        {
          ...options,
          initial: positionOf(question.options, initial),
        },
      );
    case 'scale':
      return radioInput(id, question.text, SCALE, { ...options, initial });
    case 'number':
      return numberInput(id, question.text, {
        ...options,
        decimals: true,
        initial: initial === undefined ? undefined : Number(initial),
      });
  }
}

const positionOf = (options: readonly string[], answer: string | undefined): string | undefined =>
  answer !== undefined && options.includes(answer) ? String(options.indexOf(answer)) : undefined;
