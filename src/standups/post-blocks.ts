import type { KnownBlock } from '@slack/types';
import { context, plainSection, section } from '../blockkit/blocks.ts';
import { charactersOf } from '../blockkit/fit.ts';
import { MESSAGE } from '../blockkit/limits.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { bullets, quote } from '../blockkit/rich-text.ts';
import { type AnswerContent, type PlanOutcome, postedFacts } from './answer.ts';
import type { AskWords } from './ask-words-blocks.ts';
import { factPieces } from './fact-blocks.ts';
import type { Question } from './question.ts';
import type { PostState } from './standing.ts';

/**
 * What somebody posts into the thread of the day. All words of theirs appear exactly as they wrote them; what doesn't fit one
 * message goes on in the next (ANS-7).
 */
export function postMessages<A, C>(
  view: PostState<A>,
  words: Pick<AskWords<A, C>, 'rows'>,
): readonly [MessageContent, ...MessageContent[]] {
  const own = answerBlocks(view).map((block) => [block]);
  const [first = [], ...more] = inMessages([...own, ...view.asks.map((ask) => words.rows(ask))]);
  return [
    message(`${view.name} has posted`, first),
    ...more.map((blocks) => message(`${view.name} has posted, continued`, blocks)),
  ];
}

/** What a continuation says that isn't needed any more. */
export const nothingMore = (): MessageContent => message('Nothing more', [context(md`Nothing more.`)]);

function answerBlocks(view: PostState<unknown>): KnownBlock[] {
  const { name, facts, content, lastPlan, questions } = view;
  const posted = postedFacts(facts, content);
  return [
    section(joined([md`*${name}*`, ...marks(view)], ' · ')),
    ...(posted.length > 0 ? [bullets(posted.map((one) => factPieces(one, view.cards)))] : []),
    ...(content.lastPlan !== undefined && lastPlan !== undefined ? planLines(lastPlan, content.lastPlan) : []),
    ...(content.today === undefined ? [] : [section(md`*Today*`), quote(content.today)]),
    ...questions.flatMap((question) => customLines(question, content.custom[question.id])),
    ...(content.note === undefined ? [] : [section(md`*Note*`), quote(content.note)]),
    ...(posted.length === 0 && isBare(content) ? [plainSection('Nothing to add today.')] : []),
  ];
}

/** As few messages as hold all of it, in order; the blocks of one thing stay together. */
function inMessages(things: readonly (readonly KnownBlock[])[]): KnownBlock[][] {
  const parts: KnownBlock[][] = [];
  let characters = 0;
  for (const blocks of things) {
    const size = charactersOf(blocks);
    const last = parts.at(-1);
    const isFull =
      last === undefined ||
      last.length + blocks.length > MESSAGE.blocks.max ||
      characters + size > MESSAGE.charactersOfBlocks.max;
    if (isFull) parts.push([...blocks]);
    else last.push(...blocks);
    characters = isFull ? size : characters + size;
  }
  return parts;
}

const marks = ({ isLate, isEdited, isNew, asOf, zone }: PostState<unknown>): Mrkdwn[] => [
  ...(isNew ? [md`new today`] : []),
  ...(isLate ? [md`late`] : []),
  ...(isEdited ? [md`edited`] : []),
  ...(asOf === undefined ? [] : [md`as of ${when(asOf, 'time', zone)}`]),
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
