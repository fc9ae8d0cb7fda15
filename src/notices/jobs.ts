import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { recipientFrom } from './notice.ts';
import { type Notices, TELL } from './service.ts';

/** The work of telling people. */
export function noticesJobs<M, L>(notices: Notices<M, L>): readonly JobKind[] {
  return [
    defineJob({
      kind: TELL,
      payload: z.strictObject({ recipient: z.string() }),
      async handle({ payload }) {
        const recipient = recipientFrom(payload.recipient);
        return later((await notices.whenAllHere(recipient)) ?? (await notices.tell(recipient)));
      },
    }),
  ];
}
