import { z } from 'zod';
import { USUAL_DAYS } from './retro.ts';

/** How the last retro was held: the next form begins with it, and cards are kept until then as it says. */
export const retroSettings = z.object({
  channelId: z.string().optional(),
  format: z.string().default('keep-fix-handoff'),
  isAnonymous: z.boolean().default(false),
  /** Whether a schedule says that cards name nobody: then they don't from the day on which they are written. */
  isGatheredUnnamed: z.boolean().default(false),
  days: z
    .object({
      collecting: z.int().min(1).max(10),
      voting: z.int().min(1).max(10),
      deciding: z.int().min(1).max(10),
    })
    .default(USUAL_DAYS),
});

export type RetroSettings = z.output<typeof retroSettings>;
