import type { AnswerContent } from './answer.ts';
import { PLAN_OUTCOMES } from './answer.ts';
import type { Fact } from './fact.ts';
import type { Question } from './question.ts';
import type { Snapshot } from './snapshot.ts';

/** What somebody filled in, as far as a form of one's answer reads it. */
export interface FilledIn {
  text(id: string): string | undefined;
  option(id: string): string | undefined;
  options(id: string): readonly string[];
}

/** Ids of the fields; a question of the team's own is `custom:<id>`. */
export const FIELDS = { facts: 'facts', lastPlan: 'last-plan', today: 'today', note: 'note' } as const;

/** Slack's checkboxes hold ten. */
export const MOST_FACTS = 10;

/** What can't be left out line by line is posted, as one click would: nothing gets lost because somebody opened the form. */
export const beyondTheForm = (facts: readonly Fact[]): readonly Fact[] =>
  facts.slice(MOST_FACTS).filter(({ isPrivate }) => !isPrivate);

export const customField = (questionId: string): string => `custom:${questionId}`;

/** What a form says that comes back: only what it had shown is believed. */
export function contentOf({ facts, lastPlan, questions }: Snapshot, values: FilledIn): AnswerContent {
  const outcome = PLAN_OUTCOMES.find((one) => one === values.option(FIELDS.lastPlan));
  const today = values.text(FIELDS.today);
  const note = values.text(FIELDS.note);
  const ticked = values.options(FIELDS.facts).flatMap((at) => facts[Number(at)]?.id ?? []);
  return {
    facts: [...ticked, ...beyondTheForm(facts).map(({ id }) => id)],
    ...(lastPlan !== undefined && outcome !== undefined && { lastPlan: outcome }),
    ...(today !== undefined && { today }),
    ...(note !== undefined && { note }),
    custom: Object.fromEntries(
      questions.flatMap((question) => {
        const said = saidTo(question, values);
        return said === undefined ? [] : [[question.id, said]];
      }),
    ),
  };
}

function saidTo(question: Question, values: FilledIn): string | undefined {
  const id = customField(question.id);
  switch (question.kind) {
    case 'text':
    case 'number':
      return values.text(id);
    case 'choice':
      return question.options[Number(values.option(id))];
    case 'scale':
      return values.option(id);
  }
}
