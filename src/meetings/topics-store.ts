import type { Db, Tx } from '../platform/db/database.ts';
import type { Topic, TopicState } from './meeting.ts';

export interface TopicRow {
  id: string;
  workspace_id: string;
  text: string;
  added_by: string | null;
  added_at: number;
  origin: string | null;
  made_from: string;
  state: TopicState;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    meeting_topics: TopicRow;
    meeting_gestures: { gesture: string; at: number };
  }
}

/** False if the same has made it already. */
export async function insertTopic(tx: Tx, topic: Topic, madeFrom: string): Promise<boolean> {
  const written = await tx
    .insertInto('meeting_topics')
    .values({
      id: topic.id,
      workspace_id: topic.workspaceId,
      text: topic.text,
      added_by: topic.addedBy ?? null,
      added_at: topic.addedAt,
      origin: topic.origin ?? null,
      made_from: madeFrom,
      state: topic.state,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'made_from']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function findMadeFrom(read: Db | Tx, workspaceId: string, madeFrom: string): Promise<Topic | undefined> {
  const row = await read
    .selectFrom('meeting_topics')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('made_from', '=', madeFrom)
    .executeTakeFirst();
  return row && topicOf(row);
}

/** What waits to be talked about, in the order in which it was put up. */
export async function waitingTopics(read: Db | Tx, workspaceId: string): Promise<Topic[]> {
  const rows = await read
    .selectFrom('meeting_topics')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'open')
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(topicOf);
}

export async function setTopic(
  tx: Tx,
  id: string,
  change: { readonly text?: string; readonly state?: TopicState },
): Promise<void> {
  await tx.updateTable('meeting_topics').set(change).where('id', '=', id).execute();
}

/** Whether a press or form has had its effect: Slack may deliver it twice. */
export async function hadEffect(read: Db | Tx, gesture: string | undefined): Promise<boolean> {
  if (gesture === undefined) return false;
  const row = await read
    .selectFrom('meeting_gestures')
    .select('gesture')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row !== undefined;
}

/** Written with the effect. */
export async function recordGesture(tx: Tx, gesture: string | undefined, at: number): Promise<void> {
  if (gesture === undefined) return;
  await tx
    .insertInto('meeting_gestures')
    .values({ gesture, at })
    .onConflict((conflict) => conflict.column('gesture').doNothing())
    .execute();
}

export const topicOf = (row: TopicRow): Topic => ({
  id: row.id,
  workspaceId: row.workspace_id,
  text: row.text,
  addedBy: row.added_by ?? undefined,
  addedAt: row.added_at,
  origin: row.origin ?? undefined,
  state: row.state,
});
