import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { Move, Topic } from './topic.ts';

interface TopicRow {
  id: string;
  retro_id: string;
  card_id: string;
  position: number;
  group_id: string;
}

/** What somebody has done to the topics of a retro. */
export interface TopicChange {
  readonly kind: 'merged' | 'suggested' | 'taken-out' | 'undone' | 'dots';
  /** Where it takes one back: that change's number. */
  readonly undoes?: number | undefined;
  readonly by: string;
  readonly at: Instant;
  /** The press by which they did it: it does so once. */
  readonly gesture: string | undefined;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    retro_topics: TopicRow;
    retro_topic_changes: {
      retro_id: string;
      seq: number;
      kind: TopicChange['kind'];
      undoes: number | null;
      by_person: string;
      at: number;
      gesture: string | null;
    };
    retro_topic_moves: { retro_id: string; seq: number; topic_id: string; from_id: string; to_id: string };
  }
}

export const insertTopics = (tx: Tx, retroId: string, topics: readonly Topic[]): Promise<void> =>
  insertAll(
    tx,
    'retro_topics',
    topics.map(({ id, cardId, position, groupId }) => ({
      id,
      retro_id: retroId,
      card_id: cardId,
      position,
      group_id: groupId,
    })),
  );

/** The topics of a retro, by position. */
export async function topicsOf(read: Db | Tx, retroId: string): Promise<Topic[]> {
  const rows = await read
    .selectFrom('retro_topics')
    .selectAll()
    .where('retro_id', '=', retroId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ id: row.id, cardId: row.card_id, position: row.position, groupId: row.group_id }));
}

/** Writes what has changed, as number `seq` of its retro. */
export async function insertTopicChange(
  tx: Tx,
  retroId: string,
  seq: number,
  { kind, undoes, by, at, gesture }: TopicChange,
  moves: readonly Move[] = [],
): Promise<void> {
  await tx
    .insertInto('retro_topic_changes')
    .values({ retro_id: retroId, seq, kind, undoes: undoes ?? null, by_person: by, at, gesture: gesture ?? null })
    .execute();
  await insertAll(
    tx,
    'retro_topic_moves',
    moves.map(({ topicId, fromId, toId }) => ({
      retro_id: retroId,
      seq,
      topic_id: topicId,
      from_id: fromId,
      to_id: toId,
    })),
  );
  for (const { topicId, toId } of moves)
    await tx.updateTable('retro_topics').set({ group_id: toId }).where('id', '=', topicId).execute();
}

/** Whether this press has had its effect: Slack has delivered it again. */
export async function hasTopicGesture(read: Db | Tx, gesture: string): Promise<boolean> {
  const row = await read
    .selectFrom('retro_topic_changes')
    .select('seq')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row !== undefined;
}

/** The moves of each change after `seq`, the latest last. */
export async function movesSince(read: Db | Tx, retroId: string, seq: number): Promise<(readonly Move[])[]> {
  const rows = await read
    .selectFrom('retro_topic_moves')
    .selectAll()
    .where('retro_id', '=', retroId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  const changes = Map.groupBy(rows, (row) => row.seq);
  return [...changes.values()].map((moves) =>
    moves.map((row) => ({ topicId: row.topic_id, fromId: row.from_id, toId: row.to_id })),
  );
}

/** The moves of one change. */
export async function movesOf(read: Db | Tx, retroId: string, seq: number): Promise<readonly Move[]> {
  const rows = await read
    .selectFrom('retro_topic_moves')
    .selectAll()
    .where('retro_id', '=', retroId)
    .where('seq', '=', seq)
    .execute();
  return rows.map((row) => ({ topicId: row.topic_id, fromId: row.from_id, toId: row.to_id }));
}

/** The last change that has moved topics and that nobody has taken back. */
export async function lastChange(
  read: Db | Tx,
  retroId: string,
): Promise<{ readonly seq: number; readonly by: string; readonly kind: TopicChange['kind'] } | undefined> {
  const rows = await read
    .selectFrom('retro_topic_changes')
    .select(['seq', 'kind', 'undoes', 'by_person'])
    .where('retro_id', '=', retroId)
    .orderBy('seq', 'desc')
    .execute();
  const taken = new Set(rows.map(({ undoes }) => undoes));
  const last = rows.find(({ seq, kind }) => kind !== 'dots' && kind !== 'undone' && !taken.has(seq));
  return last && { seq: last.seq, by: last.by_person, kind: last.kind };
}
