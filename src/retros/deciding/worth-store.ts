import type { Db, Tx } from '../../platform/db/database.ts';
import { SCORES, type WorthCount } from './worth.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_worth_givers: { retro_id: string; person_id: string };
    retro_worth: { retro_id: string; score: number; given: number; shown: number };
  }
}

/** Somebody has said it; false if they had. */
export async function insertGiver(tx: Tx, retroId: string, personId: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('retro_worth_givers')
    .values({ retro_id: retroId, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** All rows at once, so that nothing tells who has said which by when a row came to be. */
export async function beginCounts(tx: Tx, retroId: string): Promise<void> {
  await tx
    .insertInto('retro_worth')
    .values(SCORES.map((score) => ({ retro_id: retroId, score, given: 0, shown: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function countsOf(read: Db | Tx, retroId: string): Promise<WorthCount[]> {
  return read
    .selectFrom('retro_worth')
    .select(['score', 'given', 'shown'])
    .where('retro_id', '=', retroId)
    .orderBy('score')
    .execute();
}

/** Writes every count anew, the same ones too: which row was written last tells nothing. */
export async function saveCounts(tx: Tx, retroId: string, counts: readonly WorthCount[]): Promise<void> {
  for (const { score, given, shown } of counts)
    await tx
      .updateTable('retro_worth')
      .set({ given, shown })
      .where('retro_id', '=', retroId)
      .where('score', '=', score)
      .execute();
}
