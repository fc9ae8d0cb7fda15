import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import { inNoOrder } from '../judging/blind-store.ts';
import { NOBODY, nobodyBehind } from '../nobody.ts';
import type { ItemPlace, Mark, NothingToChange } from './agenda.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    review_marks: {
      review_id: string;
      lead_id: string;
      person_id: string;
      line: string | null;
      marked_at: number;
    };
    review_items: {
      review_id: string;
      lead_id: string;
      turns: number;
      ended_by: string | null;
      ended_at: number | null;
    };
  }
}

/** What somebody would like to discuss; they say it anew, with other words or none. False if they have said just that. */
export async function saveMark(
  tx: Tx,
  { reviewId, leadId }: ItemPlace,
  { by, line, at }: Omit<Mark, 'leadId'>,
): Promise<boolean> {
  const before = await findMark(tx, { reviewId, leadId }, by);
  if (before !== undefined && before.line === line) return false;
  await tx
    .insertInto('review_marks')
    .values({ review_id: reviewId, lead_id: leadId, person_id: by, line: line ?? null, marked_at: at })
    .onConflict((conflict) =>
      conflict.columns(['review_id', 'lead_id', 'person_id']).doUpdateSet({ line: line ?? null, marked_at: at }),
    )
    .execute();
  return true;
}

/** Somebody's own, also while the review is blind: only for themselves. */
export async function findMark(read: Db | Tx, { reviewId, leadId }: ItemPlace, by: string): Promise<Mark | undefined> {
  const row = await read
    .selectFrom('review_marks')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('lead_id', '=', leadId)
    .where('person_id', '=', by)
    .executeTakeFirst();
  return row && { leadId, by, line: row.line ?? undefined, at: row.marked_at };
}

/** What people would like to discuss, of a review that everybody may see; nothing of one that is blind or was called off. */
export async function marksIn(read: Db | Tx, reviewId: string): Promise<Mark[]> {
  const rows = await read
    .selectFrom('review_marks')
    .innerJoin('reviews', 'reviews.id', 'review_marks.review_id')
    .select(['lead_id', 'person_id', 'line', 'marked_at'])
    .where('review_id', '=', reviewId)
    .where('reviews.state', '=', 'revealed')
    .orderBy('marked_at')
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({
    leadId: row.lead_id,
    by: row.person_id,
    line: row.line ?? undefined,
    at: row.marked_at,
  }));
}

/**
 * Puts a lead up in a review that names nobody and is revealed: whose it is is never written down. The form itself is what makes the
 * mark one, however often Slack delivers it; `form` must not be stored anywhere else. False if it has put the lead up before.
 */
export async function addUnnamedMark(
  tx: Tx,
  { reviewId, leadId }: ItemPlace,
  { form, line, at }: { readonly form: string } & Pick<Mark, 'line' | 'at'>,
): Promise<boolean> {
  const row = {
    review_id: reviewId,
    lead_id: leadId,
    person_id: nobodyBehind(form),
    line: line ?? null,
    marked_at: at,
  };
  const added = await tx
    .insertInto('review_marks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['review_id', 'lead_id', 'person_id']).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/**
 * Whoever put leads up in a review that names nobody is nobody from now on: what they wrote says what they think of a lead. All of them
 * are written anew, in no order: databases number rows as they come. `hourOf` is what becomes of the hour of one that still had a name.
 */
export async function unnameMarks(
  tx: Tx,
  reviewId: string,
  hourOf: (mark: Pick<Mark, 'leadId' | 'at'>) => Instant,
  nextId: () => string,
): Promise<void> {
  const rows = await tx.selectFrom('review_marks').selectAll().where('review_id', '=', reviewId).execute();
  await dropMarks(tx, reviewId);
  const unnamed = inNoOrder(rows, nextId).map((row) =>
    row.person_id.startsWith(NOBODY)
      ? row
      : { ...row, person_id: `${NOBODY}${nextId()}`, marked_at: hourOf({ leadId: row.lead_id, at: row.marked_at }) },
  );
  await insertAll(tx, 'review_marks', unnamed);
}

/** Nobody ever reads what people would have liked to discuss. */
export async function dropMarks(tx: Tx, reviewId: string): Promise<void> {
  await tx.deleteFrom('review_marks').where('review_id', '=', reviewId).execute();
}

/** How often something was decided about a lead of a review, and whether there is nothing to change. */
export async function findItem(
  read: Db | Tx,
  { reviewId, leadId }: ItemPlace,
): Promise<{ readonly turns: number; readonly end: NothingToChange | undefined }> {
  const row = await read
    .selectFrom('review_items')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('lead_id', '=', leadId)
    .executeTakeFirst();
  return { turns: row?.turns ?? 0, end: row && endIn(row) };
}

/** The leads of a review of which somebody has found that there is nothing to change. */
export async function endsIn(read: Db | Tx, reviewId: string): Promise<Map<string, NothingToChange>> {
  const rows = await read.selectFrom('review_items').selectAll().where('review_id', '=', reviewId).execute();
  return new Map(
    rows.flatMap((row) => {
      const end = endIn(row);
      return end === undefined ? [] : [[row.lead_id, end] as const];
    }),
  );
}

/**
 * Something comes of a lead of a review, if nothing has since whoever decides looked: `seen` is how often it had then. False if
 * somebody was faster.
 */
export async function turnItem(
  tx: Tx,
  { reviewId, leadId }: ItemPlace,
  seen: number,
  end: { readonly by: string; readonly at: Instant } | undefined,
): Promise<boolean> {
  await tx
    .insertInto('review_items')
    .values({ review_id: reviewId, lead_id: leadId, turns: 0, ended_by: null, ended_at: null })
    .onConflict((conflict) => conflict.columns(['review_id', 'lead_id']).doNothing())
    .execute();
  const turned = await tx
    .updateTable('review_items')
    .set({ turns: seen + 1, ended_by: end?.by ?? null, ended_at: end?.at ?? null })
    .where('review_id', '=', reviewId)
    .where('lead_id', '=', leadId)
    .where('turns', '=', seen)
    .executeTakeFirst();
  return turned.numUpdatedRows === 1n;
}

/** Nobody's words about these leads stay on an agenda. */
export async function clearLines(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.updateTable('review_marks').set({ line: null }).where('lead_id', 'in', leadIds).execute();
}

const endIn = (row: { ended_by: string | null; ended_at: number | null }): NothingToChange | undefined =>
  row.ended_by === null || row.ended_at === null ? undefined : { by: row.ended_by, at: row.ended_at };
