import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Item, ItemOutcome, ItemPlace } from './meeting.ts';
import { topicOf } from './topics-store.ts';

declare module '../platform/db/schema.ts' {
  interface Schema {
    meeting_items: {
      meeting_id: string;
      topic_id: string;
      position: number;
      outcome: ItemOutcome;
      turns: number;
      ended_by: string | null;
      ended_at: number | null;
    };
  }
}

/** Puts topics on the agenda, below what is there. */
export async function addItems(tx: Tx, meetingId: string, topicIds: readonly string[]): Promise<void> {
  if (topicIds.length === 0) return;
  const { last } = await tx
    .selectFrom('meeting_items')
    .select(sql<number | null>`max(position)`.as('last'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('meeting_items')
    .values(
      topicIds.map((topicId, at) => ({
        meeting_id: meetingId,
        topic_id: topicId,
        position: Number(last ?? 0) + at + 1,
        outcome: 'open' as const,
        turns: 0,
        ended_by: null,
        ended_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['meeting_id', 'topic_id']).doNothing())
    .execute();
}

/** What is on the agenda of a meeting, in its order. */
export async function itemsOf(read: Db | Tx, meetingId: string): Promise<Item[]> {
  const rows = await read
    .selectFrom('meeting_items')
    .innerJoin('meeting_topics', 'meeting_topics.id', 'meeting_items.topic_id')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    meetingId: row.meeting_id,
    position: row.position,
    outcome: row.outcome,
    turns: row.turns,
    endedBy: row.ended_by ?? undefined,
    endedAt: row.ended_at ?? undefined,
    topic: topicOf(row),
  }));
}

export async function findItem(read: Db | Tx, { meetingId, topicId }: ItemPlace): Promise<Item | undefined> {
  return (await itemsOf(read, meetingId)).find(({ topic }) => topic.id === topicId);
}

/** In how many meetings each of these was up before and stayed open; those that never were are left out. */
export async function carriedCounts(
  read: Db | Tx,
  topicIds: readonly string[],
  before: string,
): Promise<ReadonlyMap<string, number>> {
  if (topicIds.length === 0) return new Map();
  const rows = await read
    .selectFrom('meeting_items')
    .innerJoin('meetings', 'meetings.id', 'meeting_items.meeting_id')
    .select((eb) => ['topic_id', eb.fn.countAll<number>().as('times')])
    .where('topic_id', 'in', topicIds)
    .where('outcome', '=', 'carried')
    .where('meets_on', '<', before)
    .where('is_called_off', '=', 0)
    .groupBy('topic_id')
    .execute();
  return new Map(rows.map((row) => [row.topic_id, Number(row.times)]));
}

/** The meetings on whose agenda a topic is or was. */
export async function meetingsOf(read: Db | Tx, topicId: string): Promise<string[]> {
  const rows = await read.selectFrom('meeting_items').select('meeting_id').where('topic_id', '=', topicId).execute();
  return rows.map((row) => row.meeting_id);
}

/** Something comes of a topic, if nothing has since whoever presses looked: `seen` is how often it had. False if somebody was faster. */
export async function turnItem(
  tx: Tx,
  { meetingId, topicId }: ItemPlace,
  seen: number,
  to: { readonly outcome: ItemOutcome; readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const isOpen = to.outcome === 'open';
  const turned = await tx
    .updateTable('meeting_items')
    .set({
      outcome: to.outcome,
      turns: seen + 1,
      ended_by: isOpen ? null : to.by,
      ended_at: isOpen ? null : to.at,
    })
    .where('meeting_id', '=', meetingId)
    .where('topic_id', '=', topicId)
    .where('turns', '=', seen)
    .executeTakeFirst();
  return turned.numUpdatedRows === 1n;
}

/** The meeting is over: what is open is up again in the next one. */
export async function carryOpenItems(tx: Tx, meetingId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('meeting_items')
    .set((eb) => ({ outcome: 'carried' as const, turns: eb('turns', '+', 1), ended_at: at }))
    .where('meeting_id', '=', meetingId)
    .where('outcome', '=', 'open')
    .execute();
}
