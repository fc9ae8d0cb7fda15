import { z } from 'zod';
import { conditionsSchema } from './conditions.ts';
import { DEMANDING_STAGES, type Demand, type DemandedField, isDemandedField } from './demands.ts';
import type { Duration } from './instants.ts';
import type { ScoreRule, Segment } from './lead-score.ts';
import { STAGES, type StageWords } from './lead-stages.ts';
import { remembered } from './remembered.ts';

/** What a company's two teams have agreed on about every lead. A company that has set nothing has `NO_RULES`. */
export interface LeadRules {
  readonly words: StageWords;
  /** When a lead is ready for sales, in a sentence; undefined before anybody has agreed on one. */
  readonly definition?: string | undefined;
  readonly demands: readonly Demand[];
  /** Where marketing reads what concerns its leads; without one, its managers do. */
  readonly marketingChannelId?: string | undefined;
  /** Without which of marketing's fields a new lead is held back; without it none is. */
  readonly hold?: Hold | undefined;
  /** In order: a lead is of the first that fits. */
  readonly segments: readonly Segment[];
  /** The company's own points; without any, only the score that arrives is shown. */
  readonly score: readonly ScoreRule[];
}

export interface Hold {
  readonly fields: readonly DemandedField[];
  /** In marketing's working time: after that it goes on even so. */
  readonly limit: Duration;
}

export const NO_RULES: LeadRules = { words: {}, demands: [], segments: [], score: [] };

export const LONGEST_WORD = 30;
export const LONGEST_NAME = 60;
export const MOST_PARTS = 30;

const rulesSchema = z.object({
  words: z.partialRecord(z.enum(STAGES), z.string()).default({}),
  definition: z.string().optional(),
  demands: z
    .array(
      z.object({
        stage: z.enum(DEMANDING_STAGES),
        field: z.string().refine(isDemandedField),
        team: z.enum(['marketing', 'sales']),
      }),
    )
    .default([]),
  marketingChannelId: z.string().optional(),
  hold: z.object({ fields: z.array(z.string().refine(isDemandedField)), limit: z.number() }).optional(),
  segments: z.array(z.object({ name: z.string(), conditions: conditionsSchema })).default([]),
  score: z.array(z.object({ points: z.number(), words: z.string(), conditions: conditionsSchema })).default([]),
});

/** Rules as they are kept; they are read with every lead, so the same text is parsed once. */
export const rulesFrom: (text: string) => LeadRules = remembered((text) => rulesSchema.parse(JSON.parse(text)));

/** As they are kept: the same rules are always the same text, whoever put them together. */
export const rulesText = (rules: LeadRules): string => JSON.stringify(rulesSchema.parse(rules));
