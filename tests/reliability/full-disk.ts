import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/database.ts';

/** Larger than what is left in the pages that the file has. */
export const NEEDS_ROOM = 'x'.repeat(300_000);

/**
 * No room for one more page: SQLite is held to the size that its file has, PostgreSQL says the code of a full disk at each
 * delivery. The answer makes room again.
 */
export async function fillDisk(database: Database): Promise<() => Promise<void>> {
  if (database.dialect === 'sqlite') {
    await sql`pragma max_page_count = 1`.execute(database.db);
    return async () => {
      await sql`pragma max_page_count = 4294967294`.execute(database.db);
    };
  }
  await script(
    database,
    `create function no_room() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    'create trigger no_room before insert or update on deliveries for each statement execute function no_room()',
    'create trigger no_room before insert or update on lead_events for each statement execute function no_room()',
  );
  return () =>
    script(
      database,
      'drop trigger no_room on deliveries',
      'drop trigger no_room on lead_events',
      'drop function no_room',
    );
}

async function script(database: Database, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database.db);
}
