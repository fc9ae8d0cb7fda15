import type { Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { Dot, Slot } from './ballot.ts';
import type { CastDot } from './tally.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_voters: { retro_id: string; person_id: string; turns: number };
    retro_ballots: { retro_id: string; voter_id: string; topic_id: string; slot: Slot; side: Side };
  }
}

/** Somebody's own dots; nobody else's are ever asked for before the vote is over. */
export async function dotsBy(read: Db | Tx, retroId: string, voterId: string): Promise<Dot[]> {
  const rows = await read
    .selectFrom('retro_ballots')
    .select(['topic_id', 'slot'])
    .where('retro_id', '=', retroId)
    .where('voter_id', '=', voterId)
    .orderBy('topic_id')
    .orderBy('slot')
    .execute();
  return rows.map((row) => ({ topicId: row.topic_id, slot: row.slot }));
}

/** How often somebody has sent their dots; undefined if they haven't. */
export async function turnsOf(read: Db | Tx, retroId: string, voterId: string): Promise<number | undefined> {
  const row = await read
    .selectFrom('retro_voters')
    .select('turns')
    .where('retro_id', '=', retroId)
    .where('person_id', '=', voterId)
    .executeTakeFirst();
  return row?.turns;
}

/** Somebody sends their dots. */
export async function changeDots(
  tx: Tx,
  retroId: string,
  voter: { readonly id: string; readonly side: Side },
  { add, remove }: { readonly add: readonly Dot[]; readonly remove: readonly Dot[] },
): Promise<void> {
  const [retro_id, voter_id] = [retroId, voter.id];
  await tx
    .insertInto('retro_voters')
    .values({ retro_id, person_id: voter_id, turns: 1 })
    .onConflict((conflict) =>
      conflict.columns(['retro_id', 'person_id']).doUpdateSet((set) => ({ turns: set('retro_voters.turns', '+', 1) })),
    )
    .execute();
  for (const { topicId, slot } of remove)
    await tx
      .deleteFrom('retro_ballots')
      .where('retro_id', '=', retro_id)
      .where('voter_id', '=', voter_id)
      .where('topic_id', '=', topicId)
      .where('slot', '=', slot)
      .execute();
  await insertAll(
    tx,
    'retro_ballots',
    add.map(({ topicId, slot }) => ({ retro_id, voter_id, topic_id: topicId, slot, side: voter.side })),
  );
}

/** All dots, for the tally. */
export async function allDotsOf(tx: Tx, retroId: string): Promise<CastDot[]> {
  const rows = await tx
    .selectFrom('retro_ballots')
    .select(['topic_id', 'voter_id', 'side'])
    .where('retro_id', '=', retroId)
    .execute();
  return rows.map((row) => ({ topicId: row.topic_id, voterId: row.voter_id, side: row.side }));
}

/** From now on nobody knows who has put a dot where. False if nobody has. */
export async function deleteBallots(tx: Tx, retroId: string): Promise<boolean> {
  await tx.deleteFrom('retro_ballots').where('retro_id', '=', retroId).execute();
  const gone = await tx.deleteFrom('retro_voters').where('retro_id', '=', retroId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
