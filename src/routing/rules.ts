import { z } from 'zod';
import { type Calendar, calendarSchema } from '../core/calendar.ts';
import { type Conditions, conditionsSchema, type LeadFacts, matches } from '../core/conditions.ts';
import { remembered } from '../core/remembered.ts';

export const MOST_RULES = 30;

const ruleSchema = z
  .strictObject({
    id: z.string(),
    conditions: conditionsSchema,
    /** Where the card goes; where it would have gone anyway without it. */
    channelId: z.string().optional(),
    /** Whose turn it is; everybody's in the channel without it. */
    poolId: z.string().optional(),
    /** In which hours its promise counts; in those of the promise without it. */
    calendar: calendarSchema.optional(),
  })
  .readonly();

const rulesSchema = z.array(ruleSchema).max(MOST_RULES).readonly();

export type Rule = z.infer<typeof ruleSchema>;
export type Rules = readonly Rule[];

/** Where a lead goes by the rules. */
export interface Place {
  readonly channelId?: string | undefined;
  readonly poolId?: string | undefined;
  readonly calendar?: Calendar | undefined;
  /** The place of the rule that decided, from 1; undefined if none did. */
  readonly rule: number | undefined;
}

/** The first rule that holds decides alone; if none does, everything is as without rules. */
export function placeOf(rules: Rules, facts: LeadFacts): Place {
  const at = rules.findIndex(({ conditions }: { conditions: Conditions }) => matches(conditions, facts));
  const rule = rules[at];
  if (rule === undefined) return { rule: undefined };
  const { channelId, poolId, calendar } = rule;
  return { channelId, poolId, calendar, rule: at + 1 };
}

/** Rules as the database keeps them. The same text is parsed once. */
export const readRules: (text: string) => Rules = remembered((text) => rulesSchema.parse(JSON.parse(text)));

export const rulesText = (rules: Rules): string => JSON.stringify(rulesSchema.parse(rules));

/** A rule one place further up, if it still is the one at place `at` (from 0); the first stays where it is. */
export function moveUp(rules: Rules, id: string, at: number): Rules {
  const [before, rule] = [rules[at - 1], rules[at]];
  return before === undefined || rule?.id !== id ? rules : rules.toSpliced(at - 1, 2, rule, before);
}
