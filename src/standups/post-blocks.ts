import type { KnownBlock } from '@slack/types';
import { context, plainSection, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { bullets, quote } from '../blockkit/rich-text.ts';
import { type AnswerContent, type PlanOutcome, postedFacts } from './answer.ts';
import { type Fact, factText } from './fact.ts';
import type { Question } from './question.ts';

/** One person's answer, as the thread shows it. */
export interface PostView {
  /** Written out: a mention would ring. */
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly content: AnswerContent;
  readonly lastPlan: string | undefined;
  readonly questions: readonly Question[];
  readonly isLate: boolean;
  readonly isEdited: boolean;
  /** Somebody who has joined today: not counted. */
  readonly isNew: boolean;
  /** Rows of the asks that came with this answer, from the feature that has them. */
  readonly asks: readonly KnownBlock[];
}

/** What somebody posts into the thread of the day. All words of theirs appear exactly as they wrote them. */
export function postMessage(view: PostView): MessageContent {
  const { name, facts, content, lastPlan, questions, asks } = view;
  const posted = postedFacts(facts, content);
  return message(`${name} has posted`, [
    section(joined([md`*${name}*`, ...marks(view)], ' · ')),
    ...(posted.length > 0 ? [bullets(posted.map(factText))] : []),
    ...(content.lastPlan !== undefined && lastPlan !== undefined ? planLines(lastPlan, content.lastPlan) : []),
    ...(content.today === undefined ? [] : [section(md`*Today*`), quote(content.today)]),
    ...questions.flatMap((question) => customLines(question, content.custom[question.id])),
    ...(content.note === undefined ? [] : [section(md`*Note*`), quote(content.note)]),
    ...(posted.length === 0 && isBare(content) ? [plainSection('Nothing to add today.')] : []),
    ...asks,
  ]);
}

const marks = ({ isLate, isEdited, isNew }: PostView): Mrkdwn[] => [
  ...(isNew ? [md`new today`] : []),
  ...(isLate ? [md`late`] : []),
  ...(isEdited ? [md`edited`] : []),
];

export const PLAN_WORDS: Readonly<Record<PlanOutcome, string>> = {
  done: 'Done',
  still: 'Still on it',
  dropped: 'Dropped',
};

const planLines = (plan: string, outcome: PlanOutcome): KnownBlock[] => [
  section(md`*Last plan: ${PLAN_WORDS[outcome].toLowerCase()}*`),
  quote(plan),
];

function customLines(question: Question, answer: string | undefined): KnownBlock[] {
  if (answer === undefined) return [];
  if (question.kind === 'text') return [plainSection(question.text), quote(answer)];
  return [context(md`${question.text}: *${question.kind === 'scale' ? `${answer} of 5` : answer}*`)];
}

const isBare = ({ today, note, lastPlan, custom }: AnswerContent): boolean =>
  today === undefined && note === undefined && lastPlan === undefined && Object.keys(custom).length === 0;
