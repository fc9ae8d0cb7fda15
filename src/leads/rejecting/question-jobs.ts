import { z } from 'zod';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import type { Leads } from '../service.ts';
import { QUESTION } from '../telling-service.ts';

/** Carries out what both managers have found, once neither can take it back. */
export const questionJobs = (leads: Pick<Leads, 'settleQuestion'>): readonly JobKind[] => [
  defineJob({
    kind: QUESTION,
    payload: z.strictObject({ leadId: z.string(), seq: z.int() }),
    async handle({ payload: { leadId, seq } }) {
      return later(await leads.settleQuestion(leadId, seq));
    },
  }),
];
