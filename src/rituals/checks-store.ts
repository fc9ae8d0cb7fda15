import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

const CONDUCT_JOB = sql`'occurrence:' || ritual_occurrences.id`;
const PLAN_JOB = sql`'ritual:' || ritual_occurrences.ritual_id`;

/** Occurrences that are open and that nobody will close. */
export async function openUnwatched(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ritual_occurrences where state = 'open' and ${noLiveJob(CONDUCT_JOB)} limit ${MOST_FOUND}`.execute(
    read,
  );
  return rows.map(({ id }) => id);
}

/** Rituals whose next occurrence nobody will open, nor plan anew. */
export async function plannedUnwatched(read: Db): Promise<string[]> {
  const { rows } = await sql<{ ritual_id: string }>`
    select ritual_id from ritual_occurrences
    where state = 'planned' and ${noLiveJob(CONDUCT_JOB)} and ${noLiveJob(PLAN_JOB)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ ritual_id }) => ritual_id);
}

/** Rituals that haven't ended, have no next occurrence, and that nobody will plan. */
export async function withoutNext(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select rituals.id from workspaces join rituals on rituals.workspace_id = workspaces.id
    where rituals.state <> 'ended'
      and not exists (select 1 from ritual_occurrences
        where ritual_occurrences.ritual_id = rituals.id and ritual_occurrences.state = 'planned')
      and ${noLiveJob(sql`'ritual:' || rituals.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Slots of what is open whose people wait to be asked, and that nobody will ask. */
export async function pendingUnwatched(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select ritual_slots.id from ritual_occurrences
      join ritual_slots on ritual_slots.occurrence_id = ritual_occurrences.id
        and ritual_slots.state in ('pending', 'sent') and ritual_slots.state = 'pending'
      where ritual_occurrences.state = 'open' limit ${among}) as waiting
    where ${noLiveJob(sql`'slot:' || waiting.id`)} limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Slots that are still unsettled though their occurrence was among the last so many to close. */
export async function leftOpen(read: Db, last: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ritual_slots.id from (
      select id from ritual_occurrences where state = 'closed' order by closed_at desc limit ${last}) as closed
    join ritual_slots on ritual_slots.occurrence_id = closed.id and ritual_slots.state in ('pending', 'sent')
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}
