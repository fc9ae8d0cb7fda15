import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { Tally } from './tally.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_votes: {
      retro_id: string;
      dots: number;
      changes: number;
      sales_voters: number | null;
      marketing_voters: number | null;
      joint_voters: number | null;
    };
    retro_tallies: {
      retro_id: string;
      topic_id: string;
      sales: number | null;
      marketing: number | null;
      joint: number | null;
    };
  }
}

/** The vote of a retro. */
export interface Vote {
  /** How many dots each person has. */
  readonly dots: number;
  /** How often its topics or dots were changed. */
  readonly changes: number;
}

export async function insertVote(tx: Tx, retroId: string, dots: number): Promise<void> {
  await tx
    .insertInto('retro_votes')
    .values({ retro_id: retroId, dots, changes: 0, sales_voters: null, marketing_voters: null, joint_voters: null })
    .execute();
}

export async function findVote(read: Db | Tx, retroId: string): Promise<Vote | undefined> {
  const row = await read
    .selectFrom('retro_votes')
    .select(['dots', 'changes'])
    .where('retro_id', '=', retroId)
    .executeTakeFirst();
  return row && { dots: row.dots, changes: row.changes };
}

/** To be called by whoever holds the retro: else two would give their changes the same number. */
export async function changeVote(tx: Tx, retroId: string, { dots, changes }: Vote): Promise<void> {
  await tx.updateTable('retro_votes').set({ dots, changes }).where('retro_id', '=', retroId).execute();
}

/** What is left of ballots. */
export async function insertTally(tx: Tx, retroId: string, tally: Tally): Promise<void> {
  const isJoint = tally.kind === 'joint';
  await tx
    .updateTable('retro_votes')
    .set({
      sales_voters: isJoint ? null : tally.voters.sales,
      marketing_voters: isJoint ? null : tally.voters.marketing,
      joint_voters: isJoint ? tally.voters : null,
    })
    .where('retro_id', '=', retroId)
    .execute();
  const rows = isJoint
    ? [...tally.byTopic].map(([id, joint]) => ({ topic_id: id, sales: null, marketing: null, joint }))
    : [...tally.byTopic].map(([id, each]) => ({ topic_id: id, ...each, joint: null }));
  await insertAll(
    tx,
    'retro_tallies',
    rows.map((row) => ({ ...row, retro_id: retroId })),
  );
}

/** Undefined until the vote is over. */
export async function findTally(read: Db | Tx, retroId: string): Promise<Tally | undefined> {
  const vote = await read.selectFrom('retro_votes').selectAll().where('retro_id', '=', retroId).executeTakeFirst();
  if (vote === undefined) return undefined;
  const { sales_voters: sales, marketing_voters: marketing, joint_voters: joint } = vote;
  const isOver = joint !== null || (sales !== null && marketing !== null);
  if (!isOver) return undefined;
  const rows = await read.selectFrom('retro_tallies').selectAll().where('retro_id', '=', retroId).execute();
  if (joint !== null)
    return { kind: 'joint', voters: joint, byTopic: new Map(rows.map((row) => [row.topic_id, row.joint ?? 0])) };
  return {
    kind: 'each',
    voters: { sales: sales ?? 0, marketing: marketing ?? 0 },
    byTopic: new Map(rows.map((row) => [row.topic_id, { sales: row.sales ?? 0, marketing: row.marketing ?? 0 }])),
  };
}
