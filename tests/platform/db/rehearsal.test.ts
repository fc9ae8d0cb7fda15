import { describe, expect, it } from 'vitest';
import type { Db, Tx } from '../../../src/platform/db/database.ts';
import { rehearse } from '../../../src/platform/db/rehearsal.ts';
import { backends } from '../../support/backends.ts';

const insert = (tx: Tx, name: string) =>
  tx.insertInto('worker_leases').values({ name, number: 1, holder: 'a', expires_at: 0 }).execute();
const names = async (db: Db) =>
  (await db.selectFrom('worker_leases').select('name').orderBy('name').execute()).map((row) => row.name);

describe.each(backends)('a rehearsal, on $name', (backend) => {
  it('sees what it wrote, and keeps nothing of it, also among transactions that are kept', async () => {
    const database = await backend.open();
    const [, seen] = await Promise.all([
      database.transaction((tx) => insert(tx, 'a')),
      rehearse(database, async (tx) => {
        await insert(tx, 'b');
        return (await names(tx)).includes('b');
      }),
      database.transaction((tx) => insert(tx, 'c')),
    ]);
    expect(seen).toBe(true);
    expect(await names(database.db)).toEqual(['a', 'c']);
  });

  it('throws what its work throws', async () => {
    const database = await backend.open();
    const failing = rehearse(database, async () => {
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
  });
});
