import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { type Asks, LOOK } from './service.ts';

/** The work that notices when an ask has waited too long. */
export function askJobs(asks: Asks): readonly JobKind[] {
  return [
    defineJob({
      kind: LOOK,
      payload: z.strictObject({ askId: z.string() }),
      async handle({ payload: { askId }, settle }) {
        return later(await asks.look(askId, settle));
      },
    }),
  ];
}
