import type { Db } from '../../platform/db/database.ts';

/** Retros that are over, and of which the secret is still there that tells whose a card was. A secret is there of one at a time at most. */
export async function secretsKept(read: Db, most: number): Promise<string[]> {
  const kept = await read.selectFrom('retro_secrets').select('retro_id').limit(most).execute();
  if (kept.length === 0) return [];
  const rows = await read
    .selectFrom('retros')
    .select('id')
    .where(
      'id',
      'in',
      kept.map((row) => row.retro_id),
    )
    .where('phase', 'in', ['closed', 'called-off'])
    .execute();
  return rows.map(({ id }) => id);
}
