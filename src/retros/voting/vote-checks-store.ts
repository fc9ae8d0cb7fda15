import type { Db } from '../../platform/db/database.ts';

/** Retros whose vote is over, and of which somebody's dots are still known. Voters are known of one vote at a time at most. */
export async function votesKept(read: Db, most: number): Promise<string[]> {
  const kept = await read.selectFrom('retro_voters').select('retro_id').distinct().limit(most).execute();
  if (kept.length === 0) return [];
  const rows = await read
    .selectFrom('retros')
    .select('id')
    .where(
      'id',
      'in',
      kept.map((row) => row.retro_id),
    )
    .where('phase', '!=', 'voting')
    .execute();
  return rows.map(({ id }) => id);
}
