import { sql } from 'kysely';
import { DAY, type Duration, type Instant, SECOND } from '../../core/instants.ts';
import type { Database } from './database.ts';
import { movedAt } from './place.ts';

/** By then what was due between the copy and its restoration has been caught up or skipped. */
const MATTERS_FOR: Duration = 2 * DAY;

/**
 * When this database was copied, if it is a backup (backup.ts, or a dump of PostgreSQL) that was put in the place of the original
 * within the last two days: until then what is to be posted may have been posted already.
 */
export async function copiedAt(database: Database, now: Instant): Promise<Instant | undefined> {
  if (database.dialect === 'postgres') return movedAt(database, now, MATTERS_FOR);
  const copied = await header(database, 'user_version');
  if (copied === 0) return undefined;
  const restored = await header(database, 'application_id');
  if (restored === 0) await write(database, 'application_id', now);
  else if (now - restored > MATTERS_FOR) {
    await write(database, 'user_version', 0);
    await write(database, 'application_id', 0);
    return undefined;
  }
  return copied;
}

type Field = 'user_version' | 'application_id';

/** Numbers in the file's header that are the program's own; here they hold seconds. */
async function header({ db }: Database, field: Field): Promise<Instant> {
  const { rows } = await sql<Partial<Record<Field, number>>>`pragma ${sql.raw(field)}`.execute(db);
  return (rows[0]?.[field] ?? 0) * SECOND;
}

async function write({ db }: Database, field: Field, at: Instant): Promise<void> {
  await sql`pragma ${sql.raw(field)} = ${sql.raw(String(Math.floor(at / SECOND)))}`.execute(db);
}
