import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/platform/db/database.ts';
import { freeBytes, storageChecks } from '../../src/platform/storage-checks.ts';
import { backends, openAt } from '../support/backends.ts';

const found = async (read: Db, name: string, checks = storageChecks('/tmp/baton.db')) =>
  checks.find((check) => check.name === name)?.find(read, 0);

describe.each(backends.filter(({ name }) => name === 'sqlite'))('the file of a database', (backend) => {
  it('is found on a disk that is nearly full, while there is room to tell the admins (row 32)', async () => {
    const { db } = await backend.open();
    const path = '/data/baton.db';
    expect(
      await found(
        db,
        'disk.low',
        storageChecks(path, async () => 99_999_999),
      ),
    ).toEqual([path]);
    expect(
      await found(
        db,
        'disk.low',
        storageChecks(path, async () => 100_000_000),
      ),
    ).toEqual([]);
    expect(await freeBytes(import.meta.filename)).toBeGreaterThan(0);
  });

  it('is found held open by somebody who reads it, beyond 64 MB, and only as long as that is so (row 36)', async () => {
    const address = await backend.address();
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const database = openAt(address);
    const heldOpen = () => found(database.db, 'database.held-open');
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
    await write(7);
    expect(await heldOpen()).toEqual([]);
    await write(2);
    expect(await heldOpen()).toEqual(['wal']);
    reader.exec('rollback');
    reader.close();
    await write(1);
    expect(await heldOpen()).toEqual([]);
  });
});
