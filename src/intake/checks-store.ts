import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/**
 * Deliveries that wait for the set-up and that nobody will hand over, among the newest dead ones of each endpoint: their work is lost,
 * or was given up for want of a set-up that is there now.
 */
export async function earlyForgotten(read: Db, reason: string, newest: number): Promise<string[]> {
  const { rows: endpoints } = await sql<{ id: string }>`select id from endpoints limit ${MOST_ENDPOINTS}`.execute(read);
  const forgotten: string[] = [];
  for (const { id } of endpoints) {
    const { rows } = await sql<{ id: string }>`
      select id from (
        select id, reason from deliveries where endpoint_id = ${id} and state = 'dead'
        order by received_at desc limit ${newest}) as early
      where early.reason = ${reason} and (${noLiveJob(sql`'intake:' || early.id`)} or exists (
        select 1 from jobs where jobs.key = 'intake:' || early.id and jobs.state = 'parked' and exists (
          select 1 from endpoints join workspaces on workspaces.id = endpoints.workspace_id
          where endpoints.id = ${id} and workspaces.set_up_at is not null)))
      limit ${MOST_FOUND}`.execute(read);
    forgotten.push(...rows.map((row) => row.id));
  }
  return forgotten.slice(0, MOST_FOUND);
}

/** Deliveries that wait for their lead and that nobody will look at again, those first that have waited longest. */
export async function waitingForgotten(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id, received_at from deliveries where state = 'waiting' order by received_at limit ${MOST_WAITING}) as waiting
    where ${noLiveJob(sql`'intake.await:' || waiting.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

const MOST_WAITING = 500;

/** Deliveries that were accepted for a lead which is not there, among so many from an id on; and where that part ends. */
export async function acceptedForNothing(
  read: Db,
  after: string,
  among: number,
): Promise<{ lost: string[]; last: string | undefined }> {
  const { rows } = await sql<{ id: string; is_lost: number }>`
    select part.id, case when part.state = 'accepted' and leads.id is null then 1 else 0 end as is_lost from (
      select id, state, lead_id from deliveries where id > ${after} order by id limit ${among}) as part
    left join leads on leads.id = part.lead_id order by part.id`.execute(read);
  const lost = rows.filter((row) => row.is_lost === 1).map(({ id }) => id);
  return { lost: lost.slice(0, MOST_FOUND), last: rows.length < among ? undefined : rows.at(-1)?.id };
}

const MOST_ENDPOINTS = 50;
