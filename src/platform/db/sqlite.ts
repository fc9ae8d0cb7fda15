import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { groupCommit } from './group-commit.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-driver.ts';

/** A SQLite file behind one connection. Makes the folder of `path` if it is missing. */
export function openSqlite(path: string): Engine {
  const file = openFile(path);
  const db = new Kysely<Schema>({ dialect: sqliteDialect(file) });
  return {
    dialect: 'sqlite',
    db,
    transaction: groupCommit(db, file),
    runScript: async (_tx, text) => {
      // The same connection, hence inside tx; Kysely itself refuses several statements here.
      file.exec(forSqlite(text));
    },
    // The transaction began with `begin immediate`: nobody else is writing.
    lockMigrations: async () => {},
    scrub: () => db.connection().execute(async (connection) => emptyJournal(connection)),
    onNotice: () => () => {},
    notice: async () => {},
    close: async () => {
      await db.destroy();
      // Kysely leaves a database that it never used open.
      file.close();
    },
  };
}

/** Migrations are written for PostgreSQL; these two rewrites make them SQLite's (STRICT knows no bigint). */
export function forSqlite(text: string): string {
  return text.replace(/\bbigint\b/gi, 'integer').replace(/^\);$/gm, ') strict;');
}

const LARGEST_JOURNAL = 64_000_000;

function openFile(path: string): Sqlite.Database {
  // Leads are personal data: a folder that we make is ours alone.
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const isLeftOver = existsSync(`${path}-wal`);
  // The time-out blocks the event loop, so it is short, and group-commit.ts tries again.
  const file = new Sqlite(path, { timeout: 100 });
  file.pragma('journal_mode = WAL');
  // The default in WAL mode, NORMAL, loses the last commits at a power cut.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  // What people have deleted, or were promised that nobody would know, can be read in no page of the file.
  file.pragma('secure_delete = ON');
  // What a transaction of a group would go back to is in no file: it would lie outside our folder, where there may be no room.
  file.pragma('temp_store = MEMORY');
  // Copies what is in the journal into the file, syncs that, and whoever commits just then waits for both. By itself SQLite does so
  // after each 1,000 pages, which are two dozen leads; most are the same pages again, so a fourth as often takes hardly longer.
  file.pragma('wal_autocheckpoint = 4000');
  // Whoever reads for an hour makes the journal grow for an hour; afterwards the disk has its room back.
  file.pragma(`journal_size_limit = ${LARGEST_JOURNAL}`);
  if (isLeftOver) refuseDamaged(file);
  return file;
}

/** Old pages stay in the journal until it is written over from its beginning. Others that read hold it up: false then. */
async function emptyJournal(connection: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
  return rows[0]?.busy === 0;
}

/** After a crash, or a copy that was made of a file in use. A clean stop leaves no journal, and costs nothing here. */
function refuseDamaged(file: Sqlite.Database): void {
  const found: unknown = file.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new Sqlite.SqliteError(`The database file is damaged: ${String(found)}`, 'SQLITE_CORRUPT');
}
