import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { backends, openAt } from '../../support/backends.ts';

const WORDS = 'Canary-that-was-deleted';

it('what was deleted is in no file of a SQLite database, though its journal was long', async () => {
  const sqlite = backends.find(({ name }) => name === 'sqlite');
  const address = await sqlite?.address();
  if (address?.kind !== 'sqlite') throw new Error('No file');
  const database = openAt(address);
  const holds = () => [address.path, `${address.path}-wal`].some((path) => readFileSync(path).includes(WORDS));
  const insert = (id: string) =>
    database.transaction((tx) =>
      tx
        .insertInto('workspaces')
        .values({
          id,
          name: `${WORDS} ${'x'.repeat(200)}`,
          bot_user_id: 'UB',
          setup_code_hash: null,
          set_up_at: null,
          created_at: 0,
        })
        .execute(),
    );
  for (let at = 0; at < 60; at += 1) await insert(`T${at}`);
  await database.scrub(['workspaces']);
  expect(holds()).toBe(true);
  await database.transaction((tx) => tx.deleteFrom('workspaces').execute());
  expect(holds()).toBe(true);
  // Somebody who reads keeps the journal as it is: it is said, and can be tried again.
  const other = openAt(address);
  const reading = await other.db.connection().execute(async (connection) => {
    await connection
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        await tx.selectFrom('workspaces').select('id').execute();
        await insert('T99');
        expect(await database.scrub(['workspaces'])).toBe(false);
      });
    return true;
  });
  expect(reading).toBe(true);
  await database.transaction((tx) => tx.deleteFrom('workspaces').execute());
  expect(await database.scrub(['workspaces'])).toBe(true);
  expect(statSync(`${address.path}-wal`).size).toBe(0);
  expect(holds()).toBe(false);
});

it.each(backends)('tables can be scrubbed at any time that nobody is in the way, on $name', async (backend) => {
  const database = await backend.open();
  expect(await database.scrub(['workspaces', 'people'])).toBe(true);
});
