import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';

interface HomeRow {
  person_id: string;
  opened_at: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    home_views: HomeRow;
  }
}

export async function markOpened(tx: Tx, personId: string, at: Instant): Promise<void> {
  await tx
    .insertInto('home_views')
    .values({ person_id: personId, opened_at: at })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ opened_at: at }))
    .execute();
}

/** Those of these people who have opened their Home since then. */
export async function openedSince(db: Db | Tx, personIds: readonly string[], since: Instant): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await opened.all(db, { personIds, since });
  return rows.map(({ person_id }) => person_id);
}

const opened = prepared((db, { personIds, since }: { personIds: readonly string[]; since: Instant }) =>
  db.selectFrom('home_views').select('person_id').where('person_id', 'in', personIds).where('opened_at', '>=', since),
);
