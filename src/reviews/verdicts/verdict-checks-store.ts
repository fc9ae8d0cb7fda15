import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { ANY_TIME } from './verdict.ts';

/** Ids of verdicts that hold and are still unseen, though what they were asked for in has been revealed, or was never blind. */
export async function neverShown(read: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select lead_verdicts.id from lead_verdicts left join reviews on reviews.id = lead_verdicts.occasion
    where lead_verdicts.shown_at is null and lead_verdicts.ended_at is null
      and (reviews.state = 'revealed' or lead_verdicts.occasion = ${ANY_TIME})
    limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Everybody may see it from now on. */
export async function show(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx
    .updateTable('lead_verdicts')
    .set({ shown_at: at })
    .where('id', '=', id)
    .where('shown_at', 'is', null)
    .execute();
}

/** Ids of verdicts that everybody can see though the review in which they were given still runs. */
export async function shownEarly(read: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select lead_verdicts.id from reviews
    join review_leads on review_leads.review_id = reviews.id
    join lead_verdicts on lead_verdicts.lead_id = review_leads.lead_id and lead_verdicts.occasion = reviews.id
    where reviews.state = 'open' and lead_verdicts.ended_at is null and lead_verdicts.shown_at is not null
    limit ${most}`.execute(read);
  return rows.map(({ id }) => id);
}

/** An entry that takes a rejection back, and a verdict that a rejection of the same lead has given and that still holds. */
export interface TakenBack {
  readonly id: string;
  readonly rejection: number;
  readonly kind: 'outcome-undone' | 'overturned';
  readonly data: string;
}

/** Those among so many entries of all journals since `since`, newest first. */
export async function takenBackLately(read: Db, since: Instant, among: number): Promise<TakenBack[]> {
  const { rows } = await sql<TakenBack>`
    select lead_verdicts.id, lead_verdicts.rejection, lately.kind, lately.data
    from (select lead_id, seq, kind, data from lead_events where at >= ${since} order by at desc limit ${among}) as lately
    join lead_verdicts on lead_verdicts.lead_id = lately.lead_id
    where lately.kind in ('outcome-undone', 'overturned')
      and lead_verdicts.rejection < lately.seq and lead_verdicts.ended_at is null`.execute(read);
  return rows;
}
