import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import { fact } from './fact.ts';
import { question } from './question.ts';
import type { Window } from './window.ts';

/** What somebody saw when they were asked, frozen: it is what they post, whatever changes meanwhile (ANS-4, ANS-5). */
export const snapshotContent = z.object({
  facts: z.array(fact),
  /** Leads that waited for their first contact, soonest first. */
  due: z.array(
    z.object({
      leadId: z.string().optional(),
      name: z.string(),
      at: z.number().optional(),
      isLate: z.boolean().optional(),
    }),
  ),
  lastPlan: z.string().optional(),
  questions: z.array(question),
});

export type Snapshot = z.output<typeof snapshotContent> & {
  readonly id: string;
  readonly slotId: string;
  readonly madeAt: Instant;
  readonly window: Window;
};
