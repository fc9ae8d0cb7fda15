import type { Db, Tx } from '../../platform/db/database.ts';
import type { DecidingItem, DecidingPlace } from './deciding.ts';

interface ItemRow {
  retro_id: string;
  topic_id: string;
  position: number;
  turns: number;
  ended_by: string | null;
  ended_at: number | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_items: ItemRow;
  }
}

/** What is to be decided in a retro, in the order in which people talk of it; what is known stays. */
export async function insertItems(tx: Tx, retroId: string, topicIds: readonly string[]): Promise<void> {
  if (topicIds.length === 0) return;
  await tx
    .insertInto('retro_items')
    .values(
      topicIds.map((topic_id, at) => ({
        retro_id: retroId,
        topic_id,
        position: at + 1,
        turns: 0,
        ended_by: null,
        ended_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function itemsOf(read: Db | Tx, retroId: string): Promise<DecidingItem[]> {
  const rows = await read
    .selectFrom('retro_items')
    .selectAll()
    .where('retro_id', '=', retroId)
    .orderBy('position')
    .execute();
  return rows.map(itemIn);
}

/**
 * Something was decided about a topic, or `end` says that nothing needs to be: false if somebody has been faster since `seen`. On
 * PostgreSQL this holds the row until the transaction ends.
 */
export async function turnItem(
  tx: Tx,
  { retroId, topicId }: DecidingPlace,
  seen: number,
  end: DecidingItem['end'],
): Promise<boolean> {
  const turned = await tx
    .updateTable('retro_items')
    .set({ turns: seen + 1, ended_by: end?.by ?? null, ended_at: end?.at ?? null })
    .where('retro_id', '=', retroId)
    .where('topic_id', '=', topicId)
    .where('turns', '=', seen)
    .executeTakeFirst();
  return turned.numUpdatedRows === 1n;
}

const itemIn = (row: ItemRow): DecidingItem => ({
  retroId: row.retro_id,
  topicId: row.topic_id,
  position: row.position,
  turns: row.turns,
  end: row.ended_by === null || row.ended_at === null ? undefined : { by: row.ended_by, at: row.ended_at },
});
