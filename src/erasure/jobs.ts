import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { FORGET, type PrivacyService } from './privacy-service.ts';

/** What happens each night. */
export function erasureJobs(retention: PrivacyService): readonly JobKind[] {
  return [
    defineJob({
      kind: FORGET,
      payload: z.strictObject({}),
      async handle() {
        return later(await retention.forgetDue());
      },
    }),
  ];
}
