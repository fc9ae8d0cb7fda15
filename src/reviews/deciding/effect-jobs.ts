import { z } from 'zod';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import type { Reviews } from '../service.ts';
import { EFFECT } from './effects-service.ts';

/** The work that counts what decisions have changed. */
export const effectJobs = (reviews: Pick<Reviews, 'effects'>): readonly JobKind[] => [
  defineJob({
    kind: EFFECT,
    payload: z.strictObject({ actionId: z.string(), seq: z.int() }),
    async handle({ payload }) {
      return later(await reviews.effects.count(payload));
    },
  }),
];
