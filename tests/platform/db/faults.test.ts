import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { DatabaseTrouble, faultOf, troubleOf } from '../../../src/platform/db/faults.ts';

const sqlite = (code: string) => new Sqlite.SqliteError('said by SQLite', code);
const withCode = (error: Error, code: string) => Object.assign(error, { code });
const postgres = (code: string) => withCode(new pg.DatabaseError('said by PostgreSQL', 0, 'error'), code);
const network = (code: string) => withCode(new Error('said by the network'), code);

describe('what an error says about the database', () => {
  it.each([
    [sqlite('SQLITE_FULL'), 'full'],
    [sqlite('SQLITE_BUSY_SNAPSHOT'), 'locked'],
    [sqlite('SQLITE_IOERR_WRITE'), 'failing'],
    [sqlite('SQLITE_IOERR_FSYNC'), 'spoiled'],
    [sqlite('SQLITE_READONLY_DBMOVED'), 'read-only'],
    [sqlite('SQLITE_CORRUPT_INDEX'), 'damaged'],
    [sqlite('SQLITE_NOTADB'), 'damaged'],
    [sqlite('SQLITE_CANTOPEN'), 'away'],
    [postgres('53100'), 'full'],
    [postgres('55P03'), 'locked'],
    [postgres('57P01'), 'away'],
    [postgres('28P01'), 'away'],
    [postgres('25006'), 'read-only'],
    [network('ECONNREFUSED'), 'away'],
    [Object.assign(network('ENOENT'), { syscall: 'connect' }), 'away'],
    [new Error('Connection terminated unexpectedly'), 'away'],
  ] as const)('%s: %s', (error, fault) => {
    expect(faultOf(error)).toBe(fault);
    const trouble = troubleOf(error);
    expect(trouble).toBeInstanceOf(DatabaseTrouble);
    // No job is given up because of it, and asking twice adds nothing.
    expect(trouble).toMatchObject({ countsAsAttempt: false, cause: error });
    expect(troubleOf(trouble)).toBe(trouble);
  });

  it.each([
    sqlite('SQLITE_CONSTRAINT_UNIQUE'),
    sqlite('SQLITE_ERROR'),
    postgres('23505'),
    postgres('40001'),
    postgres('42P01'),
    network('ENOENT'),
    new Error('No such lead'),
    'not an error',
  ])('%s is no fault of the database', (error) => {
    expect(faultOf(error)).toBeUndefined();
    expect(troubleOf(error)).toBe(error);
  });
});
