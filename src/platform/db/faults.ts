import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { Transient } from '../errors.ts';

/**
 * What is the matter with the database itself. `full`: no room left; `locked`: another process keeps the file or the table; `away`: it can't be
 * reached; `failing`: the disk refuses to read or write; `read-only`: it must not be written; `spoiled`: a sync has failed, and
 * this connection can't be trusted any more; `damaged`: the file isn't what was written.
 */
export type DatabaseFault = 'full' | 'locked' | 'away' | 'failing' | 'read-only' | 'spoiled' | 'damaged';

/** The database can't do it now, whatever was asked; the same may work later. */
export class DatabaseTrouble extends Transient {
  readonly fault: DatabaseFault;

  constructor(fault: DatabaseFault, cause: unknown) {
    // Nobody's work is to be given up because of it.
    super(`${SENTENCES[fault]} (${codeOf(cause)})`, { cause, countsAsAttempt: false });
    this.name = 'DatabaseTrouble';
    this.fault = fault;
  }
}

/** For whoever reads the log. */
const SENTENCES: Readonly<Record<DatabaseFault, string>> = {
  full: 'The disk of the database is full: make room there.',
  locked: 'Another process keeps the database locked.',
  away: 'The database cannot be reached: see that it runs, and that DATABASE_URL is right.',
  failing:
    'The disk of the database refuses to read or write: look at its health, its limits and the log of the system.',
  'read-only': 'The database must not be written: see who owns the file and its folder, and their permissions.',
  spoiled: 'The disk could not keep what was written to the database: look at its health and the log of the system.',
  damaged: 'The database file is damaged: stop Baton, keep a copy of the file, and restore the newest backup.',
};

/** What an error of the database says about the database; undefined if the fault is the statement's. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  if (error instanceof DatabaseTrouble) return error.fault;
  if (error instanceof Sqlite.SqliteError) return SQLITE.find(([code]) => code.test(error.code))?.[1];
  if (error instanceof pg.DatabaseError) return POSTGRES.find(([code]) => code.test(error.code ?? ''))?.[1];
  if (!(error instanceof Error)) return undefined;
  const isRefused = 'syscall' in error && error.syscall === 'connect';
  return isRefused || UNREACHABLE.test(codeOf(error)) || LOST_WITHOUT_CODE.test(error.message) ? 'away' : undefined;
}

/** The same error, or the trouble that it means. */
export function troubleOf(error: unknown): unknown {
  const fault = faultOf(error);
  return fault === undefined || error instanceof DatabaseTrouble ? error : new DatabaseTrouble(fault, error);
}

/** https://www.sqlite.org/rescode.html */
const SQLITE: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/^SQLITE_FULL$/, 'full'],
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
  // What was not synced is perhaps marked as written in the cache; every later statement of this connection fails.
  [/^SQLITE_IOERR_(FSYNC|DIR_FSYNC)$/, 'spoiled'],
  [/^SQLITE_IOERR/, 'failing'],
  [/^SQLITE_READONLY/, 'read-only'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_CANTOPEN/, 'away'],
];

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/^53100$/, 'full'],
  [/^55P03$/, 'locked'],
  // The server is exhausted, starting or stopping; a connection ended; the name or the password is wrong.
  [/^(53...|57P0.|08...|25P03|28...|3D000)$/, 'away'],
  [/^58030$/, 'failing'],
  [/^25006$/, 'read-only'],
];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';

const UNREACHABLE = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** How node-postgres says it. */
const LOST_WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
