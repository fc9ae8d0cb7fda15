import { z } from 'zod';
import { DEMANDING_STAGES, type Demand, isDemandedField } from './demands.ts';
import { STAGES, type StageWords } from './lead-stages.ts';
import { remembered } from './remembered.ts';

/** What a company's two teams have agreed on about every lead. A company that has set nothing has `NO_RULES`. */
export interface LeadRules {
  readonly words: StageWords;
  readonly demands: readonly Demand[];
  /** Where marketing reads what concerns its leads; without one, its managers do. */
  readonly marketingChannelId?: string | undefined;
}

export const NO_RULES: LeadRules = { words: {}, demands: [] };

export const LONGEST_WORD = 30;

const rulesSchema = z.object({
  words: z.partialRecord(z.enum(STAGES), z.string()).default({}),
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
});

/** Rules as they are kept; they are read with every lead, so the same text is parsed once. */
export const rulesFrom: (text: string) => LeadRules = remembered((text) => rulesSchema.parse(JSON.parse(text)));
