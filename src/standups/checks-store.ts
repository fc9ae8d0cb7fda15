import { sql } from 'kysely';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { STANDUP } from './ritual.ts';

const OPEN = sql`
  ritual_occurrences join rituals on rituals.id = ritual_occurrences.ritual_id and rituals.kind = ${STANDUP}`;

/** Open standups whose message in the channel was brought up to date before the last answer, or never, with nothing under way. */
export async function parentsBehind(read: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ritual_occurrences.id from ${OPEN}
    left join jobs on jobs.key = 'standup.parent:' || ritual_occurrences.id
    where ritual_occurrences.state = 'open' and (jobs.key is null or (jobs.state = 'done' and jobs.done_at < (
      select max(posted_at) from standup_answers where standup_answers.occurrence_id = ritual_occurrences.id)))
    limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ id }) => id);
}

/** Answers of open standups that stand in the database and not, or not as they are, under the message in the channel. */
export async function answersUnposted(read: Db, among: number): Promise<string[]> {
  const { rows } = await sql<{ slot_id: string }>`
    select given.slot_id from (
      select slot_id, coalesce(edited_at, posted_at) as said_at from ${OPEN}
      join messages on messages.key = 'standup.parent:' || ritual_occurrences.id and messages.state = 'shown'
      join standup_answers on standup_answers.occurrence_id = ritual_occurrences.id
      where ritual_occurrences.state = 'open' limit ${among}) as given
    left join jobs on jobs.key = 'standup.post:' || given.slot_id
    where jobs.key is null or (jobs.state = 'done' and jobs.done_at < given.said_at) limit ${MOST_FOUND}`.execute(read);
  return rows.map(({ slot_id }) => slot_id);
}
