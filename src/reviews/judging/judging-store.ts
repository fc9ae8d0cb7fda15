import type { Instant } from '../../core/instants.ts';
import type { Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReviewState } from '../review.ts';

/** Somebody who judges the leads of a review, and where they are in them. */
export interface Judging {
  readonly personId: string;
  readonly side: Side;
  readonly finishedAt: Instant | undefined;
  /** The lead to which they have gone. */
  readonly atLead: string | undefined;
  /** The lead that they have judged last. */
  readonly notedLead: string | undefined;
  readonly steppedOutAt: Instant | undefined;
  /** The press by which they have stepped out last. */
  readonly outGesture: string | undefined;
}

/**
 * Holds an open review until the transaction ends, so that nothing is said while it is being revealed or called off, and
 * each verdict is either in what is revealed or refused. False if it isn't open.
 */
export const holdOpen = async (tx: Tx, reviewId: string): Promise<boolean> =>
  (await holdReview(tx, reviewId)) === 'open';

/** Holds a review, however it stands, until the transaction ends. */
export async function holdReview(tx: Tx, reviewId: string): Promise<ReviewState | undefined> {
  const held = await tx
    .updateTable('reviews')
    .set((it) => ({ state: it.ref('state') }))
    .where('id', '=', reviewId)
    .returning('state')
    .executeTakeFirst();
  return held?.state;
}

export async function findJudging(read: Db | Tx, reviewId: string, personId: string): Promise<Judging | undefined> {
  return (await listJudging(read, reviewId, personId))[0];
}

/** Everybody who judges in a review, or the one. */
export async function listJudging(read: Db | Tx, reviewId: string, personId?: string): Promise<Judging[]> {
  const rows = await read
    .selectFrom('review_raters')
    .selectAll()
    .where('review_id', '=', reviewId)
    .$if(personId !== undefined, (of) => of.where('person_id', '=', personId ?? ''))
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    side: row.side,
    finishedAt: row.finished_at ?? undefined,
    atLead: row.at_lead ?? undefined,
    notedLead: row.noted_lead ?? undefined,
    steppedOutAt: row.stepped_out_at ?? undefined,
    outGesture: row.out_gesture ?? undefined,
  }));
}

/** Where somebody is now; what is left out stays. */
export async function moveJudging(
  tx: Tx,
  reviewId: string,
  personId: string,
  to: {
    readonly atLead?: string | undefined;
    readonly notedLead?: string;
    readonly finishedAt?: Instant | undefined;
    readonly steppedOutAt?: Instant | undefined;
    readonly outGesture?: string | undefined;
  },
): Promise<void> {
  const change = {
    ...('atLead' in to && { at_lead: to.atLead ?? null }),
    ...(to.notedLead !== undefined && { noted_lead: to.notedLead }),
    ...('finishedAt' in to && { finished_at: to.finishedAt ?? null }),
    ...('steppedOutAt' in to && { stepped_out_at: to.steppedOutAt ?? null }),
    ...('outGesture' in to && { out_gesture: to.outGesture ?? null }),
  };
  if (Object.keys(change).length === 0) return;
  await tx
    .updateTable('review_raters')
    .set(change)
    .where('review_id', '=', reviewId)
    .where('person_id', '=', personId)
    .execute();
}

/** The open reviews in which these people judge; everybody's if nobody is named. */
export async function openJudgings(
  read: Db | Tx,
  workspaceId: string,
  personIds: readonly string[] | 'everyone',
): Promise<{ readonly reviewId: string; readonly personId: string }[]> {
  if (personIds.length === 0) return [];
  const rows = await read
    .selectFrom('reviews')
    .innerJoin('review_raters', 'review_raters.review_id', 'reviews.id')
    .select(['reviews.id', 'review_raters.person_id'])
    .where('reviews.workspace_id', '=', workspaceId)
    .where('reviews.state', '=', 'open')
    .$if(personIds !== 'everyone', (of) =>
      of.where('review_raters.person_id', 'in', personIds === 'everyone' ? [] : personIds),
    )
    .orderBy('reviews.id')
    .execute();
  return rows.map(({ id, person_id }) => ({ reviewId: id, personId: person_id }));
}

/**
 * The open review in which somebody is asked about any of these leads, and which of them stands there; the latest, if there are
 * several.
 */
export async function openReviewAbout(
  read: Db | Tx,
  workspaceId: string,
  personId: string,
  leadIds: readonly string[],
): Promise<{ readonly reviewId: string; readonly leadId: string } | undefined> {
  if (leadIds.length === 0) return undefined;
  const row = await read
    .selectFrom('reviews')
    .innerJoin('review_raters', 'review_raters.review_id', 'reviews.id')
    .innerJoin('review_leads', 'review_leads.review_id', 'reviews.id')
    .select(['reviews.id', 'review_leads.lead_id'])
    .where('reviews.workspace_id', '=', workspaceId)
    .where('reviews.state', '=', 'open')
    .where('review_raters.person_id', '=', personId)
    .where('review_leads.lead_id', 'in', leadIds)
    .orderBy('reviews.number', 'desc')
    .orderBy('review_leads.position')
    .executeTakeFirst();
  return row && { reviewId: row.id, leadId: row.lead_id };
}

/** Leads that are taken out of the world are in no review any more. */
export async function removeLeads(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.deleteFrom('review_leads').where('lead_id', 'in', leadIds).execute();
}
