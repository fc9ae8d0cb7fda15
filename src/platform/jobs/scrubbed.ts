import { MINUTE } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { type Later, later } from './job.ts';

/** What a job that scrubs needs. */
export interface ScrubDeps {
  readonly database: Pick<Database, 'scrub'>;
  readonly clock: Clock;
}

/** Sees that no file of the database knows any more what was deleted in these tables; for a job, which comes back until it is so. */
export async function scrubbed(
  { database, clock }: ScrubDeps,
  tables: readonly (keyof Schema)[],
): Promise<Later | undefined> {
  // Somebody reads for long, such as a backup: their journal can't be emptied meanwhile.
  return (await database.scrub(tables)) ? undefined : later(clock.now() + MINUTE);
}
