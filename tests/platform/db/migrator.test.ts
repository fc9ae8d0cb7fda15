import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseAddress } from '../../../src/platform/db/database.ts';
import { backends, openAt } from '../../support/backends.ts';

const MAKE_FISH = 'create table fish (\n  id text primary key,\n  caught_at bigint not null\n);\n';
const ADD_BIRDS = 'create table birds (\n  id text primary key\n);\n';

function folderOf(files: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), 'baton-migrations-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return pathToFileURL(`${path}/`);
}

const openWith = (address: DatabaseAddress, files: Record<string, string>) =>
  openAt(address, { migrations: folderOf(files), now: () => 42 });

describe.each(backends)('migrations on $name', (backend) => {
  it('are applied in the order of their numbers, once, and written down', async () => {
    const database = openWith(await backend.address({ blank: true }), {
      '0010-add-birds.sql': ADD_BIRDS,
      '0002-make-fish.sql': MAKE_FISH,
    });
    await database.migrate();
    await database.migrate();
    const rows = await database.db.selectFrom('schema_migrations').select(['name', 'applied_at']).execute();
    expect(rows).toEqual([
      { name: '0002-make-fish', applied_at: 42 },
      { name: '0010-add-birds', applied_at: 42 },
    ]);
  });

  it('leave nothing behind when one fails half-way, and can be tried again', async () => {
    const address = await backend.address({ blank: true });
    const broken = openWith(address, { '0001-make-fish.sql': `${MAKE_FISH}insert into nowhere values (1);\n` });
    await expect(broken.migrate()).rejects.toThrow('nowhere');
    const mended = openWith(address, { '0001-make-fish.sql': MAKE_FISH });
    await mended.migrate();
    expect((await sql`select id from fish`.execute(mended.db)).rows).toEqual([]);
  });

  it('refuse an edited one and say to write a new one', async () => {
    const address = await backend.address({ blank: true });
    await openWith(address, { '0001-make-fish.sql': MAKE_FISH }).migrate();
    const edited = openWith(address, { '0001-make-fish.sql': MAKE_FISH.replace('caught_at', 'seen_at') });
    await expect(edited.migrate()).rejects.toThrow(
      'Migration 0001-make-fish was edited after it was applied to this database. ' +
        'Restore the file as it was, and write the change as a new migration.',
    );
  });

  it('refuse a database whose migration has gone missing', async () => {
    const address = await backend.address({ blank: true });
    await openWith(address, { '0001-make-fish.sql': MAKE_FISH, '0002-add-birds.sql': ADD_BIRDS }).migrate();
    await expect(openWith(address, { '0002-add-birds.sql': ADD_BIRDS }).migrate()).rejects.toThrow(
      'Restore the file from the repository',
    );
  });

  it('refuse a database newer than the program and change nothing', async () => {
    const address = await backend.address({ blank: true });
    await openWith(address, { '0001-make-fish.sql': MAKE_FISH, '0003-add-birds.sql': ADD_BIRDS }).migrate();
    const older = openWith(address, {
      '0001-make-fish.sql': MAKE_FISH,
      '0002-add-cats.sql': 'create table cats (id text);',
    });
    await expect(older.migrate()).rejects.toThrow('a newer Baton');
    await expect(sql`select * from cats`.execute(older.db)).rejects.toThrow('cats');
  });

  it('are safe when four processes start at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `000${index + 1}-make-fish.sql`,
        MAKE_FISH.replace('fish', `fish${index}`),
      ]),
    );
    const address = await backend.address({ blank: true });
    const folder = folderOf(files);
    const exits = await Promise.all(Array.from({ length: 4 }, () => migrateInProcess(address, folder)));
    expect(exits).toEqual(Array.from({ length: 4 }, () => ({ code: 0, said: '' })));
    const { rows } = await sql`select name from schema_migrations`.execute(openAt(address).db);
    expect(rows).toHaveLength(8);
  });

  it('keeps every table strict, so that a text cannot hide in a number', async () => {
    const { db } = await backend.open();
    const writeText = sql`insert into worker_leases (name, number, holder, expires_at) values ('a', 'one', 'b', 0)`;
    await expect(writeText.execute(db)).rejects.toThrow();
    if (backend.name !== 'sqlite') return;
    const loose = await sql<{ name: string }>`
      select name from pragma_table_list where type = 'table' and name not like 'sqlite_%' and strict = 0`.execute(db);
    expect(loose.rows).toEqual([]);
  });
});

describe('the folder of migrations', () => {
  const migrate = async (files: Record<string, string>) =>
    openWith({ kind: 'sqlite', path: ':memory:' }, files).migrate();

  it('refuses a name that does not say what the migration does', async () => {
    await expect(migrate({ '1-fish.sql': MAKE_FISH })).rejects.toThrow('is not named NNNN-verb-noun.sql');
  });

  it('refuses two migrations with one number', async () => {
    const files = { '0001-make-fish.sql': MAKE_FISH, '0001-add-birds.sql': ADD_BIRDS };
    await expect(migrate(files)).rejects.toThrow('the same number');
  });

  it('does not take CRLF for an edit', async () => {
    const [sqlite] = backends;
    const address = await sqlite?.address({ blank: true });
    if (address === undefined) throw new Error('no backend');
    await openWith(address, { '0001-make-fish.sql': MAKE_FISH }).migrate();
    await openWith(address, { '0001-make-fish.sql': MAKE_FISH.replaceAll('\n', '\r\n') }).migrate();
  });

  it("has the program's own in one series of names", () => {
    const own = readdirSync(new URL('../../../migrations/', import.meta.url));
    expect(own.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))).toEqual([]);
  });
});

async function migrateInProcess(address: DatabaseAddress, folder: URL): Promise<{ code: unknown; said: string }> {
  const script = fileURLToPath(new URL('./migrating-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(address), folder.href], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, said };
}
