import { z } from 'zod';
import { defineJob, type JobKind } from '../../platform/jobs/job.ts';
import { type ScrubDeps, scrubbed } from '../../platform/jobs/scrubbed.ts';
import { SCRUB, SCRUBBED } from './scrub-service.ts';

/** The work that sees that no file of the database knows any more what nobody is to know. */
export const scrubJobs = (deps: ScrubDeps): readonly JobKind[] => [
  defineJob({
    kind: SCRUB,
    // Work of before there were votes in it says nothing.
    payload: z.strictObject({ what: z.enum(['cards', 'votes']).default('cards') }),
    handle: ({ payload: { what } }) => scrubbed(deps, SCRUBBED[what]),
  }),
];
