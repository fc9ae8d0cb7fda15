import { z } from 'zod';
import { OFF_TODAY } from './attendance.ts';
import type { Fact } from './fact.ts';

/** What became of the plan of one's last standup. */
export const PLAN_OUTCOMES = ['done', 'still', 'dropped'] as const;
export type PlanOutcome = (typeof PLAN_OUTCOMES)[number];

/** What somebody adds to the facts. All of it is optional: a quiet day is one click. */
export const answerContent = z.object({
  /** Ids of the facts that are posted; what is private is in it only if its person ticked it. */
  facts: z.array(z.string()),
  /** What became of the last plan; undefined if nothing was said. */
  lastPlan: z.enum(PLAN_OUTCOMES).optional(),
  today: z.string().optional(),
  note: z.string().optional(),
  /** Answers to the team's own questions, by their ids. */
  custom: z.record(z.string(), z.string()),
});
export type AnswerContent = z.output<typeof answerContent>;

/** What one click posts: everything that isn't private. */
export const asIs = (facts: readonly Fact[]): AnswerContent => ({
  facts: facts.filter(({ isPrivate }) => !isPrivate).map(({ id }) => id),
  custom: {},
});

/** ANS-8: whether there is anything to post. */
export const saysSomething = ({ facts, lastPlan, today, note, custom }: AnswerContent): boolean =>
  facts.length > 0 ||
  lastPlan !== undefined ||
  today !== undefined ||
  note !== undefined ||
  Object.keys(custom).length > 0;

/** The facts that are posted, as they were shown. */
export const postedFacts = (facts: readonly Fact[], { facts: chosen }: AnswerContent): readonly Fact[] =>
  facts.filter(({ id }) => chosen.includes(id));

/** Why somebody skips a standup, if they say so. */
export const SKIP_REASONS = ['off', 'meetings', 'nothing'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What is recorded of it, and read again in `/baton why`. */
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  off: OFF_TODAY,
  meetings: 'Only meetings',
  nothing: 'Nothing to add',
};

/**
 * The plan that is in force after an answer: what they plan today, else their last plan unless it is done or dropped. It comes
 * back in their next standup.
 */
export function planAfter({ today, lastPlan }: AnswerContent, previous: string | undefined): string | undefined {
  if (today !== undefined) return today;
  return lastPlan === 'done' || lastPlan === 'dropped' ? undefined : previous;
}
