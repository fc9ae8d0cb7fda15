import { z } from 'zod';
import { question } from './question.ts';

/** So many working days an ask waits before managers hear of it, where nothing else is said. */
export const ESCALATE_AFTER_DAYS = 3;

/** What a standup has beside what every ritual has. */
export const standupSettings = z.object({
  questions: z.array(question).default([]),
  /** Whether owners hear by name who hasn’t answered. */
  tellsMissing: z.boolean().default(true),
  /** Working days after which managers hear of an ask that waits. */
  escalateAfterDays: z.int().min(1).max(20).default(ESCALATE_AFTER_DAYS),
});

/** The kind's own part of an occurrence's snapshot: what is asked on that day. */
export const daySnapshot = z.object({ questions: z.array(question) });
