import { z } from 'zod';
import { MINUTE } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { SCRUB, UNNAMED_TABLES } from './unsigned-service.ts';

/** The work that sees that no file of the database knows any more what nobody is to know. */
export const unsignedJobs = ({
  database,
  clock,
}: {
  readonly database: Pick<Database, 'scrub'>;
  readonly clock: Clock;
}): readonly JobKind[] => [
  defineJob({
    kind: SCRUB,
    payload: z.strictObject({}),
    async handle() {
      const isClean = await database.scrub(UNNAMED_TABLES);
      // Somebody reads for long, such as a backup: their journal can't be emptied meanwhile.
      return isClean ? undefined : later(clock.now() + MINUTE);
    },
  }),
];
