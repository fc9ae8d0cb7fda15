import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';

/** By what the leads of a review are drawn. */
export interface Draw extends DrawFilter {
  /** Leads that came or to which something happened from here on, and before `until`. */
  readonly from: Instant;
  readonly until: Instant;
  /** How many leads. */
  readonly size: number;
}

/** Which of them. A list that is left out leaves nothing out. */
export interface DrawFilter {
  readonly sources?: readonly string[] | undefined;
  readonly campaigns?: readonly string[] | undefined;
  readonly personas?: readonly string[] | undefined;
  /** Ids of the reps who have, or last had, the lead. */
  readonly reps?: readonly string[] | undefined;
  readonly stages?: readonly string[] | undefined;
  /** Numbers of leads that are in it whatever else holds, beyond its size if they must. With size 0 they are the whole sample. */
  readonly numbers?: readonly number[] | undefined;
  /** Numbers of leads that somebody took out of the sample. */
  readonly leftOut?: readonly number[] | undefined;
}

const words = z.array(z.string()).optional();

/** How it is kept. */
export const drawSchema: z.ZodType<Draw> = z.object({
  from: z.int(),
  until: z.int(),
  size: z.int(),
  sources: words,
  campaigns: words,
  personas: words,
  reps: words,
  stages: words,
  numbers: z.array(z.int()).optional(),
  leftOut: z.array(z.int()).optional(),
});
