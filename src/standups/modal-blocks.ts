import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { checkboxesInput, numberInput, radioInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { type AnswerContent, PLAN_OUTCOMES } from './answer.ts';
import type { Fact } from './fact.ts';
import { PLAN_WORDS } from './post-blocks.ts';
import type { Question } from './question.ts';

export const ANSWER = 'standup.answer';

/** Ids of the fields; a question of the team's own is `custom:<id>`. */
export const FIELDS = { facts: 'facts', lastPlan: 'last-plan', today: 'today', note: 'note' } as const;

export const customField = (questionId: string): string => `custom:${questionId}`;

/** What the modal of one answer asks. */
export interface AnswerModal {
  /** Travels with the modal: what the person saw is what is posted (ANS-5). */
  readonly metadata: string;
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly lastPlan: string | undefined;
  readonly questions: readonly Question[];
  /** What is filled in: what was posted before, or what one click would post. */
  readonly content: AnswerContent;
  /** A hint above all, such as that the time is over and late answers are welcome. */
  readonly hint: string | undefined;
  /** The button that opens the form of an ask; from the feature that has them. */
  readonly ask: { readonly actionId: string; readonly value: string };
}

const MOST_INPUTS = 5;
const LONGEST_ANSWER = 3_000;

/** At most five inputs; an ask has a view of its own. */
export function answerModal(view: AnswerModal): ModalView {
  const { facts, lastPlan, questions, content, hint, ask } = view;
  const asked = (facts.length > 0 ? 1 : 0) + (lastPlan === undefined ? 0 : 1) + 1 + questions.length;
  return modal({
    callbackId: ANSWER,
    title: view.name,
    submit: 'Post',
    metadata: view.metadata,
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
      actions(button('Ask the other team', ask.actionId, { value: ask.value })),
    ],
  });
}

// Slack's checkboxes hold ten.
const MOST_FACTS = 10;

function factsInput(facts: readonly Fact[], { facts: chosen }: AnswerContent): KnownBlock[] {
  if (facts.length === 0) return [];
  const choices = facts.slice(0, MOST_FACTS).map(({ id, title, detail, isPrivate }) => ({
    value: id,
    text: isPrivate ? `🔒 ${title}` : title,
    description: detail,
  }));
  const hint = facts.some(({ isPrivate }) => isPrivate)
    ? 'Lines with 🔒 stay with you unless you tick them.'
    : undefined;
  return [checkboxesInput(FIELDS.facts, 'Post these lines', choices, { optional: true, initial: chosen, hint })];
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
