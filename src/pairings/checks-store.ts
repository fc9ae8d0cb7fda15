import { sql } from 'kysely';
import { HOUR, type Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';

/** So long after the end of its time nothing works on a round any more, downtime aside. */
const AFTERWARDS = HOUR;

/** Ids of pairings that are open although the round is closed, or their time long over. */
export async function neverEnding(read: Db, now: Instant, most: number): Promise<string[]> {
  const rows = await read
    .selectFrom('pairings')
    .innerJoin('pairing_runs', 'pairing_runs.occurrence_id', 'pairings.occurrence_id')
    .select('pairings.id')
    // As it stands in the condition of the index: PostgreSQL plans for any value otherwise.
    .where('pairings.state', '=', sql.lit('open'))
    .where('pairing_runs.until_at', '<', now - AFTERWARDS)
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}
