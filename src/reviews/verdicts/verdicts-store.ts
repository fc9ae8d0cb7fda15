import type { Instant } from '../../core/instants.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import type { Grade, LeadPart, Side, VerdictKind } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Verdict } from './verdict.ts';

interface VerdictRow {
  id: string;
  workspace_id: string;
  lead_id: string;
  person_id: string;
  occasion: string;
  side: Side;
  verdict: VerdictKind;
  grade: Grade | null;
  reason: ReasonKey | null;
  part: LeadPart | null;
  note: string | null;
  rejection: number | null;
  instead_of: string | null;
  given_at: number;
  said_at: number;
  shown_at: number | null;
  ended_at: number | null;
  wish: string | null;
  is_anonymous: 0 | 1;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    lead_verdicts: VerdictRow;
  }
}

/**
 * The verdicts that hold and that everybody may see. Everything that is shown, counted or told to others reads these, so that what
 * is said blind is left out in this one place.
 */
const inTheOpen = (read: Db | Tx) =>
  read.selectFrom('lead_verdicts').selectAll().where('ended_at', 'is', null).where('shown_at', 'is not', null);

export async function openOfLeads(read: Db | Tx, leadIds: readonly string[]): Promise<Verdict[]> {
  if (leadIds.length === 0) return [];
  const rows = await inTheOpen(read).where('lead_id', 'in', leadIds).orderBy('given_at').orderBy('id').execute();
  return rows.map(verdictIn);
}

/** What was said in a review; nothing of one that isn't revealed, and nothing ever of one that was called off. */
export async function openOfReview(read: Db | Tx, reviewId: string, leadId?: string): Promise<Verdict[]> {
  const rows = await inTheOpen(read)
    .where('occasion', '=', reviewId)
    .where('occasion', 'in', (review) => review.selectFrom('reviews').select('id').where('state', '=', 'revealed'))
    .$if(leadId !== undefined, (of) => of.where('lead_id', '=', leadId ?? ''))
    .orderBy('id')
    .execute();
  return rows.map(verdictIn);
}

/** Those that were first given in a half-open window. */
export async function openBetween(
  read: Db | Tx,
  workspaceId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Verdict[]> {
  const rows = await inTheOpen(read)
    .where('workspace_id', '=', workspaceId)
    .where('given_at', '>=', from)
    .where('given_at', '<', until)
    .execute();
  return rows.map(verdictIn);
}

/** Whose it is, on which lead and occasion. */
export interface Place {
  readonly leadId: string;
  readonly personId: string;
  readonly occasion: string;
}

/** Somebody's own verdict, blind or not: only for themselves. */
export async function findOwn(read: Db | Tx, { leadId, personId, occasion }: Place): Promise<Verdict | undefined> {
  const row = await read
    .selectFrom('lead_verdicts')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('person_id', '=', personId)
    .where('occasion', '=', occasion)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && verdictIn(row);
}

/** All that somebody has said on an occasion, blind or not: only for themselves. */
export async function ownOn(read: Db | Tx, occasion: string, personId: string): Promise<Verdict[]> {
  const rows = await read
    .selectFrom('lead_verdicts')
    .selectAll()
    .where('occasion', '=', occasion)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(verdictIn);
}

/** What was said by the entry of a lead's journal that gave it up, if it still holds. */
export async function findByRejection(tx: Tx, leadId: string, rejection: number): Promise<Verdict | undefined> {
  const row = await tx
    .selectFrom('lead_verdicts')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('rejection', '=', rejection)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && verdictIn(row);
}

/** A verdict as it was said, also if it holds no more. */
export async function findVerdict(tx: Tx, id: string): Promise<Verdict | undefined> {
  const row = await tx.selectFrom('lead_verdicts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && verdictIn(row);
}

/** It holds no more; false if something has ended it before. */
export async function end(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const ended = await tx
    .updateTable('lead_verdicts')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** Holds from now on; the one before has been ended. */
export async function insert(tx: Tx, verdict: Verdict): Promise<void> {
  await tx.insertInto('lead_verdicts').values(rowOf(verdict)).execute();
}

/** Nobody's words about these leads are kept any more, of whatever was ever said; that it was said stays. */
export async function clearNotes(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.updateTable('lead_verdicts').set({ note: null, wish: null }).where('lead_id', 'in', leadIds).execute();
}

/** What was said of leads that are taken out of the world. */
export async function deleteOfLeads(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.deleteFrom('lead_verdicts').where('lead_id', 'in', leadIds).execute();
}

export const rowOf = (verdict: Verdict): VerdictRow => ({
  id: verdict.id,
  workspace_id: verdict.workspaceId,
  lead_id: verdict.leadId,
  person_id: verdict.personId,
  occasion: verdict.occasion,
  side: verdict.side,
  verdict: verdict.verdict,
  grade: verdict.grade ?? null,
  reason: verdict.reason ?? null,
  part: verdict.part ?? null,
  note: verdict.note ?? null,
  rejection: verdict.rejection ?? null,
  instead_of: verdict.insteadOf ?? null,
  given_at: verdict.givenAt,
  said_at: verdict.saidAt,
  shown_at: verdict.shownAt ?? null,
  ended_at: null,
  wish: verdict.wish ?? null,
  is_anonymous: verdict.isAnonymous ? 1 : 0,
});

export const verdictIn = (row: VerdictRow): Verdict => ({
  id: row.id,
  workspaceId: row.workspace_id,
  leadId: row.lead_id,
  personId: row.person_id,
  occasion: row.occasion,
  side: row.side,
  verdict: row.verdict,
  grade: row.grade ?? undefined,
  reason: row.reason ?? undefined,
  part: row.part ?? undefined,
  note: row.note ?? undefined,
  rejection: row.rejection ?? undefined,
  insteadOf: row.instead_of ?? undefined,
  givenAt: row.given_at,
  saidAt: row.said_at,
  shownAt: row.shown_at ?? undefined,
  ...(row.wish !== null && { wish: row.wish }),
  ...(row.is_anonymous === 1 && { isAnonymous: true }),
});
