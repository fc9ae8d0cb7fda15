import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Database } from './database.ts';

/** What is wrong with the file of a SQLite database, in SQLite's words; undefined if it is sound, and on PostgreSQL. */
export async function damageOf({ db, dialect }: Database): Promise<string | undefined> {
  if (dialect !== 'sqlite') return undefined;
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const said = rows[0]?.quick_check ?? 'no answer';
  return said === 'ok' ? undefined : said;
}

/** Until when some process has the right to work; undefined if none has ever had it. */
export async function workedUntil({ db }: Database): Promise<Instant | undefined> {
  const row = await db.selectFrom('worker_leases').select('expires_at').where('name', '=', 'worker').executeTakeFirst();
  return row?.expires_at;
}
