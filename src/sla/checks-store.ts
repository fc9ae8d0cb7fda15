import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';
import { ladderFrom } from './policies-store.ts';

/** Running clocks that nobody looks at, among those that are due first. */
export async function runningUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id from sla_clocks where state = 'running' order by due_at limit ${among}) as first
    where ${noLiveJob(sql`'clock:' || first.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Late clocks that nobody looks at though steps of their ladder are left, among those that have become late lately. */
export async function lateUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string; ladder: string; told: number | string }>`
    select lately.id, policy_versions.ladder, (
      select count(*) from sla_events where sla_events.clock_id = lately.id and sla_events.kind = 'told'
    ) as told
    from (
      select id, policy_id, policy_version from sla_clocks where state = 'late'
      order by workspace_id desc, due_at desc limit ${among}
    ) as lately
    join policy_versions on policy_versions.policy_id = lately.policy_id and policy_versions.version = lately.policy_version
    where policy_versions.ladder is not null and ${noLiveJob(sql`'clock:' || lately.id`)}`.execute(read);
  return rows
    .filter(({ ladder, told }) => Number(told) < (ladderFrom(ladder) ?? []).filter(({ after }) => after > 0).length)
    .slice(0, MOST_FOUND)
    .map(({ id }) => id);
}

/** Versions of promises that were to hold for open leads too, and nobody sees to it, as `policy:version`. */
export async function leftUndone(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string; version: number }>`
    select policy_id as id, max(version) as version from policy_versions
    where open_asked_at is not null and open_done_at is null and ${noLiveJob(sql`'reapply:' || policy_id`)}
    group by policy_id`.execute(read);
  return rows.map(({ id, version }) => `${id}:${version}`);
}
