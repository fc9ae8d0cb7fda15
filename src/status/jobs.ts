import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { LEAVE, MEND, type Status } from './service.ts';

/** Waiting for what an admin has to mend. */
export function statusJobs(status: Status): readonly JobKind[] {
  return [
    defineJob({
      kind: MEND,
      payload: z.strictObject({ channel: z.string(), since: z.number() }),
      async handle({ payload: { channel, since }, settle }) {
        return later(await status.mend(channel, since, settle));
      },
    }),
    defineJob({
      kind: LEAVE,
      payload: z.strictObject({ channel: z.string(), key: z.string() }),
      handle: ({ payload: { channel, key }, settle }) => status.leave(channel, key, settle),
    }),
  ];
}
