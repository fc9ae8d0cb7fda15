import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type AnswerContent, answerContent } from './answer.ts';
import { type Snapshot, snapshotContent } from './snapshot.ts';

interface SnapshotRow {
  id: string;
  slot_id: string;
  made_at: number;
  window_from: number;
  window_until: number;
  content: string;
}

interface AnswerRow {
  slot_id: string;
  ritual_id: string;
  occurrence_id: string;
  person_id: string;
  snapshot_id: string;
  content: string;
  plan: string | null;
  is_late: number;
  is_new: number;
  posted_at: number;
  edited_at: number | null;
  view_id: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    standup_snapshots: SnapshotRow;
    standup_answers: AnswerRow;
  }
}

/** What one person posted for one slot. */
export interface Answer {
  readonly slotId: string;
  readonly ritualId: string;
  readonly occurrenceId: string;
  readonly personId: string;
  /** What they saw when they posted. */
  readonly snapshotId: string;
  readonly content: AnswerContent;
  /** The plan that is in force after it; comes back in their next standup. */
  readonly plan: string | undefined;
  readonly isLate: boolean;
  /** From somebody who joined after the occurrence had opened: not counted. */
  readonly isNew: boolean;
  readonly postedAt: Instant;
  readonly editedAt: Instant | undefined;
  /** The form that it came from last; undefined for one click. The same form is taken once. */
  readonly viewId: string | undefined;
}

/** One that is there already stays as it is: what was shown is frozen. */
export async function insertSnapshot(tx: Tx, snapshot: Snapshot): Promise<void> {
  const { id, slotId, madeAt, window, ...content } = snapshot;
  await tx
    .insertInto('standup_snapshots')
    .values({
      id,
      slot_id: slotId,
      made_at: madeAt,
      window_from: window.from,
      window_until: window.until,
      content: JSON.stringify(content),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findSnapshot(db: Db | Tx, id: string): Promise<Snapshot | undefined> {
  const row = await db.selectFrom('standup_snapshots').selectAll().where('id', '=', id).executeTakeFirst();
  return row && snapshotOf(row);
}

/** False if this slot is answered already, or this modal has been taken: a double click posts once. */
export async function insertAnswer(tx: Tx, answer: Answer): Promise<boolean> {
  const inserted = await tx
    .insertInto('standup_answers')
    .values({
      slot_id: answer.slotId,
      ritual_id: answer.ritualId,
      occurrence_id: answer.occurrenceId,
      person_id: answer.personId,
      snapshot_id: answer.snapshotId,
      content: JSON.stringify(answer.content),
      plan: answer.plan ?? null,
      is_late: answer.isLate ? 1 : 0,
      is_new: answer.isNew ? 1 : 0,
      posted_at: answer.postedAt,
      edited_at: answer.editedAt ?? null,
      view_id: answer.viewId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Replaces what somebody posted by what they say now. */
export async function editAnswer(
  tx: Tx,
  slotId: string,
  edit: Pick<Answer, 'content' | 'plan' | 'snapshotId' | 'viewId'> & { editedAt: Instant },
): Promise<void> {
  await tx
    .updateTable('standup_answers')
    .set({
      content: JSON.stringify(edit.content),
      plan: edit.plan ?? null,
      snapshot_id: edit.snapshotId,
      edited_at: edit.editedAt,
      view_id: edit.viewId ?? null,
    })
    .where('slot_id', '=', slotId)
    .execute();
}

/** Takes back an answer that the engine has refused in the same transaction. */
export async function deleteAnswer(tx: Tx, slotId: string): Promise<void> {
  await tx.deleteFrom('standup_answers').where('slot_id', '=', slotId).execute();
}

export async function findAnswer(db: Db | Tx, slotId: string): Promise<Answer | undefined> {
  const row = await db.selectFrom('standup_answers').selectAll().where('slot_id', '=', slotId).executeTakeFirst();
  return row && answerOf(row);
}

/** Everybody's answers of one occurrence, in the order in which they came. */
export async function listAnswers(db: Db | Tx, occurrenceId: string): Promise<Answer[]> {
  const rows = await db
    .selectFrom('standup_answers')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .orderBy('posted_at')
    .orderBy('slot_id')
    .execute();
  return rows.map(answerOf);
}

/** Ids of the rituals that somebody has ever answered. */
export async function listAnsweredRituals(db: Db | Tx): Promise<string[]> {
  const rows = await db.selectFrom('standup_answers').select('ritual_id').distinct().orderBy('ritual_id').execute();
  return rows.map((row) => row.ritual_id);
}

/** Answers of a ritual in a half-open window of time, oldest first, each with what its person saw. */
export async function answersBetween(
  db: Db | Tx,
  ritualId: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<{ answer: Answer; snapshot: Snapshot | undefined }[]> {
  const rows = await db
    .selectFrom('standup_answers')
    .selectAll()
    .where('ritual_id', '=', ritualId)
    .where('posted_at', '>=', from)
    .where('posted_at', '<', until)
    .orderBy('posted_at')
    .execute();
  const answers = rows.map(answerOf);
  const ids = answers.map(({ snapshotId }) => snapshotId);
  const snapshots =
    ids.length === 0 ? [] : await db.selectFrom('standup_snapshots').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(snapshots.map((row) => [row.id, snapshotOf(row)]));
  return answers.map((answer) => ({ answer, snapshot: byId.get(answer.snapshotId) }));
}

/** What somebody added to a standup, by the slot in which they did. */
export interface StandupNote {
  readonly id: string;
  readonly text: string;
}

/** What somebody added in a half-open window, oldest first. */
export async function notesOf(
  db: Db | Tx,
  ritualIds: readonly string[],
  personId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<StandupNote[]> {
  if (ritualIds.length === 0) return [];
  const rows = await db
    .selectFrom('standup_answers')
    .select(['slot_id', 'content'])
    .where('ritual_id', 'in', ritualIds)
    .where('person_id', '=', personId)
    .where('posted_at', '>=', from)
    .where('posted_at', '<', until)
    .orderBy('posted_at')
    .execute();
  return rows.flatMap(({ slot_id, content }) => {
    const { note } = answerContent.parse(JSON.parse(content));
    return note === undefined ? [] : [{ id: slot_id, text: note }];
  });
}

const snapshotOf = (row: SnapshotRow): Snapshot => ({
  id: row.id,
  slotId: row.slot_id,
  madeAt: row.made_at,
  window: { from: row.window_from, until: row.window_until },
  ...snapshotContent.parse(JSON.parse(row.content)),
});

const answerOf = (row: AnswerRow): Answer => ({
  slotId: row.slot_id,
  ritualId: row.ritual_id,
  occurrenceId: row.occurrence_id,
  personId: row.person_id,
  snapshotId: row.snapshot_id,
  content: answerContent.parse(JSON.parse(row.content)),
  plan: row.plan ?? undefined,
  isLate: row.is_late === 1,
  isNew: row.is_new === 1,
  postedAt: row.posted_at,
  editedAt: row.edited_at ?? undefined,
  viewId: row.view_id ?? undefined,
});
