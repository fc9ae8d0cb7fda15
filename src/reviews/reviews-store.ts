import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { DrawnLead } from './asked.ts';
import { drawSchema } from './planning/draw.ts';
import type { Stratum } from './planning/sample.ts';
import type { Rater, Review, ReviewLead, ReviewState } from './review.ts';

interface ReviewRow {
  id: string;
  workspace_id: string;
  number: number;
  state: ReviewState;
  channel_id: string;
  started_by: string | null;
  occurrence_id: string | null;
  draw: string;
  seed: string;
  is_anonymous: 0 | 1;
  started_at: number;
  due_at: number;
  revealed_at: number | null;
  ended_by: string | null;
  made_by: string | null;
}

interface ReviewLeadRow {
  review_id: string;
  lead_id: string;
  position: number;
  stratum: Stratum;
}

interface ReviewNumbersRow {
  workspace_id: string;
  reviews_numbered: number;
}

interface ReviewRaterRow {
  review_id: string;
  person_id: string;
  side: Side;
  finished_at: number | null;
  at_lead: string | null;
  noted_lead: string | null;
  stepped_out_at: number | null;
  out_gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    reviews: ReviewRow;
    review_leads: ReviewLeadRow;
    review_raters: ReviewRaterRow;
    review_numbers: ReviewNumbersRow;
  }
}

/** The review that this plan, or this run of a schedule, has started. */
export async function findStartedBy(
  read: Db | Tx,
  by: { readonly plan: string } | { readonly occurrence: string },
): Promise<Review | undefined> {
  const query = read.selectFrom('reviews').selectAll();
  const row = await ('plan' in by
    ? query.where('made_by', '=', by.plan)
    : query.where('occurrence_id', '=', by.occurrence)
  ).executeTakeFirst();
  return row && reviewIn(row);
}

export async function findReview(read: Db | Tx, id: string): Promise<Review | undefined> {
  const row = await read.selectFrom('reviews').selectAll().where('id', '=', id).executeTakeFirst();
  return row && reviewIn(row);
}

/** Those in which people judge, those first that end first. */
export async function openReviews(read: Db | Tx, workspaceId: string): Promise<Review[]> {
  const rows = await read
    .selectFrom('reviews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'open')
    .orderBy('due_at')
    .orderBy('number')
    .execute();
  return rows.map(reviewIn);
}

/** Those that were revealed in a half-open window, by number. */
export async function revealedBetween(
  read: Db | Tx,
  workspaceId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Review[]> {
  const rows = await read
    .selectFrom('reviews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'revealed')
    .where('revealed_at', '>=', from)
    .where('revealed_at', '<', until)
    .orderBy('number')
    .execute();
  return rows.map(reviewIn);
}

/** Its leads, in the order of its thread, each with the one of which it is part by now. */
export async function leadsOf(read: Db | Tx, reviewId: string): Promise<DrawnLead[]> {
  const { rows } = await sql<DrawnLead>`
    with recursive up (lead_id, position, stratum, id, merged_into) as (
      select review_leads.lead_id, review_leads.position, review_leads.stratum, leads.id, leads.merged_into
      from review_leads join leads on leads.id = review_leads.lead_id
      where review_leads.review_id = ${reviewId}
      union all
      select up.lead_id, up.position, up.stratum, leads.id, leads.merged_into
      from up join leads on leads.id = up.merged_into)
    select lead_id as "leadId", position, stratum, id as "wholeId" from up
    where merged_into is null order by position`.execute(read);
  return rows;
}

/** Who judges, in a steady order. */
export async function ratersOf(read: Db | Tx, reviewId: string): Promise<Rater[]> {
  const rows = await read
    .selectFrom('review_raters')
    .selectAll()
    .where('review_id', '=', reviewId)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id, side, finished_at }) => ({
    personId: person_id,
    side,
    finishedAt: finished_at ?? undefined,
  }));
}

/**
 * Starts it, with its leads and raters; its number is the next of the workspace. Undefined if its plan or its run has started one
 * already.
 */
export async function insertReview(
  tx: Tx,
  review: Omit<Review, 'number' | 'state' | 'revealedAt' | 'endedBy'>,
  leads: readonly ReviewLead[],
  raters: readonly Omit<Rater, 'finishedAt'>[],
): Promise<Review | undefined> {
  const whole: Review = {
    ...review,
    number: await nextNumber(tx, review.workspaceId),
    state: 'open',
    revealedAt: undefined,
    endedBy: undefined,
  };
  const inserted = await tx
    .insertInto('reviews')
    .values(rowOf(whole))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return undefined;
  const rows = leads.map(({ leadId, position, stratum }) => ({
    review_id: review.id,
    lead_id: leadId,
    position,
    stratum,
  }));
  for (let at = 0; at < rows.length; at += PART)
    await tx
      .insertInto('review_leads')
      .values(rows.slice(at, at + PART))
      .execute();
  for (const { personId, side } of raters) await insertRater(tx, review.id, { personId, side });
  return whole;
}

/** Rows of one statement. */
const PART = 100;

const nextNumber = (tx: Tx, workspaceId: string): Promise<number> =>
  countOn(tx, { table: 'review_numbers', column: 'reviews_numbered' }, workspaceId);

/** Whether a workspace has ever held a review. */
export async function isAnyNumbered(read: Db | Tx, workspaceId: string): Promise<boolean> {
  const row = await read
    .selectFrom('review_numbers')
    .select('workspace_id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row !== undefined;
}

/** One more who judges; who does already goes on. */
export async function insertRater(
  tx: Tx,
  reviewId: string,
  { personId, side }: Pick<Rater, 'personId' | 'side'>,
): Promise<void> {
  await tx
    .insertInto('review_raters')
    .values({ review_id: reviewId, person_id: personId, side, finished_at: null })
    .onConflict((conflict) => conflict.columns(['review_id', 'person_id']).doNothing())
    .execute();
}

/** Judges no more; what they have said stays with the review. */
export async function deleteRater(tx: Tx, reviewId: string, personId: string): Promise<void> {
  await tx.deleteFrom('review_raters').where('review_id', '=', reviewId).where('person_id', '=', personId).execute();
}

/** Ends it one way or the other; false if it had ended before. */
export async function endReview(
  tx: Tx,
  id: string,
  how: { readonly state: 'revealed' | 'called-off'; readonly by: string | undefined; readonly at: Instant },
): Promise<boolean> {
  const ended = await tx
    .updateTable('reviews')
    .set({ state: how.state, revealed_at: how.state === 'revealed' ? how.at : null, ended_by: how.by ?? null })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** Its thread stands in another channel; false if it doesn't stand in `from` any more, or the review has ended. */
export async function moveReview(
  tx: Tx,
  id: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const moved = await tx
    .updateTable('reviews')
    .set({ channel_id: to })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('channel_id', '=', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** It ends at another time; false if it has ended. */
export async function moveDeadline(tx: Tx, id: string, dueAt: Instant): Promise<boolean> {
  const moved = await tx
    .updateTable('reviews')
    .set({ due_at: dueAt })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

const rowOf = (review: Review): ReviewRow => ({
  id: review.id,
  workspace_id: review.workspaceId,
  number: review.number,
  state: review.state,
  channel_id: review.channelId,
  started_by: review.startedBy ?? null,
  occurrence_id: review.occurrenceId ?? null,
  draw: JSON.stringify(review.draw),
  seed: review.seed,
  is_anonymous: review.isAnonymous ? 1 : 0,
  started_at: review.startedAt,
  due_at: review.dueAt,
  revealed_at: review.revealedAt ?? null,
  ended_by: review.endedBy ?? null,
  made_by: review.madeBy ?? null,
});

const reviewIn = (row: ReviewRow): Review => ({
  id: row.id,
  workspaceId: row.workspace_id,
  number: row.number,
  state: row.state,
  channelId: row.channel_id,
  startedBy: row.started_by ?? undefined,
  occurrenceId: row.occurrence_id ?? undefined,
  draw: drawSchema.parse(JSON.parse(row.draw)),
  seed: row.seed,
  isAnonymous: row.is_anonymous === 1,
  startedAt: row.started_at,
  dueAt: row.due_at,
  revealedAt: row.revealed_at ?? undefined,
  endedBy: row.ended_by ?? undefined,
  madeBy: row.made_by ?? undefined,
});
