import { z } from 'zod';
import { question } from './question.ts';

/** What a standup has beside what every ritual has. */
export const standupSettings = z.object({
  questions: z.array(question).default([]),
  /** Whether owners hear by name who hasn’t answered. */
  tellsMissing: z.boolean().default(true),
});

/** The kind's own part of an occurrence's snapshot: what is asked on that day. */
export const daySnapshot = z.object({ questions: z.array(question) });
