import { z } from 'zod';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import type { Leads } from '../service.ts';
import { DIGEST } from './digest-telling.ts';

/** What comes back each week for each reader. */
export const digestJobs = (leads: Pick<Leads, 'tellDigest'>): readonly JobKind[] => [
  defineJob({
    kind: DIGEST,
    payload: z.strictObject({ personId: z.string() }),
    async handle({ payload: { personId } }) {
      return later(await leads.tellDigest(personId));
    },
  }),
];
