import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';

/** Work that was given up, and since when there has been such work at the earliest. Notices are not told by notices. */
export async function givenUp(read: Db): Promise<readonly { readonly key: string; readonly since: Instant }[]> {
  const { rows } = await sql<{ key: string; created_at: number }>`
    select key, created_at from jobs where state = 'parked' and key not like 'notices:%' limit ${MOST_FOUND}`.execute(
    read,
  );
  return rows.map(({ key, created_at }) => ({ key, since: created_at }));
}
