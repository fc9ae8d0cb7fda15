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
      const again = await leads.settleQuestion(leadId, seq);
      return again === undefined ? undefined : later(again);
    },
  }),
];
