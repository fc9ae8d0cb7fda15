import { z } from 'zod';
import { defineJob, type JobKind } from '../../platform/jobs/job.ts';
import { type ScrubDeps, scrubbed } from '../../platform/jobs/scrubbed.ts';
import { SCRUB, SCRUBBED } from './scrub-service.ts';

/** The work that sees that no file of the database knows any more what nobody is to know of a review. */
export const scrubJobs = (deps: ScrubDeps): readonly JobKind[] => [
  defineJob({
    kind: SCRUB,
    payload: z.strictObject({}),
    handle: () => scrubbed(deps, SCRUBBED),
  }),
];
