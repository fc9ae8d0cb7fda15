import { z } from 'zod';
import { defineJob, type JobKind } from '../platform/jobs/job.ts';
import { PURGE } from './dead-letters-service.ts';
import { HAND_OVER } from './handing-service.ts';
import type { Intake } from './service.ts';

/** What is left to do for deliveries that have been answered. */
export function intakeJobs(intake: Intake): readonly JobKind[] {
  return [
    defineJob({
      kind: HAND_OVER,
      payload: z.strictObject({ deliveryId: z.string() }),
      handle: (job) => intake.handOver(job.payload.deliveryId, job.settle),
    }),
    defineJob({ kind: PURGE, payload: z.strictObject({}), handle: () => intake.purge() }),
  ];
}
