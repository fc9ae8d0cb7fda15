import { z } from 'zod';
import { MINUTE } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../../platform/jobs/job.ts';
import { SCRUB, SCRUBBED } from './scrub-service.ts';

/** The work that sees that no file of the database knows any more what nobody is to know. */
export const scrubJobs = ({
  database,
  clock,
}: {
  readonly database: Pick<Database, 'scrub'>;
  readonly clock: Clock;
}): readonly JobKind[] => [
  defineJob({
    kind: SCRUB,
    // Work of before there were votes in it says nothing.
    payload: z.strictObject({ what: z.enum(['cards', 'votes']).default('cards') }),
    async handle({ payload: { what } }) {
      const isClean = await database.scrub(SCRUBBED[what]);
      // Somebody reads for long, such as a backup: their journal can't be emptied meanwhile.
      return isClean ? undefined : later(clock.now() + MINUTE);
    },
  }),
];
