import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Db, Tx } from '../../../src/platform/db/handles.ts';
import { forSqlite } from '../../../src/platform/db/sqlite.ts';
import { Transient } from '../../../src/platform/errors.ts';
import { backends, openAt } from '../../support/backends.ts';

describe.each(backends.filter(({ name }) => name === 'sqlite'))('SQLite', (backend) => {
  it('writes ahead, syncs fully and enforces foreign keys', async () => {
    const { db } = await backend.open();
    const pragma = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  it('syncs a commit that may reach the disk later only with one that may not', async () => {
    const { db, transaction } = await backend.open();
    const level = async (on: Db | Tx) => {
      const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(on);
      return rows[0]?.synchronous;
    };
    expect(await transaction(level, 'later')).toBe(1);
    expect(await transaction(level, 'now')).toBe(2);
    // What one turn asks for shares a commit, and the strictest of them says how.
    expect(await Promise.all([transaction(level, 'later'), transaction(level), transaction(level, 'later')])).toEqual([
      2, 2, 2,
    ]);
    await expect(transaction(() => Promise.reject(new Error('taken back')), 'later')).rejects.toThrow('taken back');
    expect(await level(db)).toBe(2);
  });

  it('gives the disk its room back when somebody has stopped reading who made the journal grow (row 36)', async () => {
    const address = await backend.address();
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const database = openAt(address);
    const journal = () => statSync(`${address.path}-wal`).size;
    const write = async (times: number) => {
      for (let at = 0; at < times; at += 1) {
        await database.transaction(async (tx) => {
          await sql`drop table if exists filler`.execute(tx);
          await sql`create table filler as select randomblob(8000000) as bytes`.execute(tx);
        });
      }
    };
    const reader = new Sqlite(address.path, { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from jobs').get();
    await write(12);
    expect(journal()).toBeGreaterThan(80_000_000);
    reader.exec('rollback');
    reader.close();
    await write(2);
    expect(journal()).toBeLessThanOrEqual(64_000_000);
  });

  it('says within three seconds that another process keeps the file locked, and goes on when it is free', async () => {
    const address = await backend.address();
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const database = openAt(address);
    const other = new Sqlite(address.path);
    other.exec('begin immediate');
    const write = () => database.transaction((tx) => tx.deleteFrom('jobs').execute());
    await expect(write()).rejects.toBeInstanceOf(Transient);
    other.exec('rollback');
    other.close();
    await write();
  });
});

describe('a migration for SQLite', () => {
  it('differs from the text for PostgreSQL in two words only', () => {
    const text = 'create table a (\n  at bigint not null, -- bigints stay\n  b BIGINT\n);\nselect (1);\n';
    expect(forSqlite(text)).toBe(
      'create table a (\n  at integer not null, -- bigints stay\n  b integer\n) strict;\nselect (1);\n',
    );
  });
});
