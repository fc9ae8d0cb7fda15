import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { PURGE } from './dead-letters/dead-letters-service.ts';
import { AWAIT } from './events/events-service.ts';
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
    defineJob({
      kind: AWAIT,
      payload: z.strictObject({ deliveryId: z.string() }),
      async handle(job) {
        return later(await intake.lookAgain(job.payload.deliveryId, job.settle));
      },
    }),
    defineJob({ kind: PURGE, payload: z.strictObject({}), handle: () => intake.purge() }),
  ];
}
