import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database, Tx } from '../../../src/platform/db/database.ts';
import { afterCommit } from '../../../src/platform/db/transaction-scope.ts';
import { backends, openAt } from '../../support/backends.ts';

describe.each(backends.filter(({ name }) => name === 'sqlite'))('transactions that share a commit', (backend) => {
  it('each run once; if one is refused all of them run again, each apart', async () => {
    const { together, kept } = await writers(await backend.open());
    expect(await together('a', 'b')).toEqual({ a: 'kept after 1', b: 'kept after 1' });
    expect(await together('c', 'refused d', 'e')).toEqual({
      c: 'kept after 2',
      'refused d': 'no after 2',
      // It was not reached at first, and has read nothing of what was taken back.
      e: 'kept after 1',
    });
    expect(await kept()).toEqual(['a', 'b', 'c', 'e']);
  });

  it('run no second time in a flood of refusals, and without savepoints again when it is over', async () => {
    const { together } = await writers(await backend.open());
    expect(await together('a', 'refused b')).toEqual({ a: 'kept after 2', 'refused b': 'no after 2' });
    for (let at = 0; at < 20; at += 1) {
      const [good, bad] = [`a ${at}`, `refused b ${at}`];
      expect(await together(good, bad)).toEqual({ [good]: 'kept after 1', [bad]: 'no after 1' });
    }
    for (let at = 0; at < 16; at += 1) await together(`c ${at}`, `d ${at}`);
    expect(await together('e', 'refused b')).toEqual({ e: 'kept after 2', 'refused b': 'no after 2' });
  });

  it('run the hooks of what is kept once, and of what is refused never', async () => {
    const database = await backend.open();
    const hooks: string[] = [];
    const hooked = (name: string) =>
      database.transaction(async (tx) => {
        afterCommit(() => hooks.push(name));
        await insert(tx, name);
        if (isRefused(name)) throw new Error('no');
      });
    await Promise.allSettled(['a', 'refused b', 'c'].map(hooked));
    expect(hooks).toEqual(['a', 'c']);
  });

  it('are kept where there is room for them; whoever needs more is told that there is none', async () => {
    const { transaction, db } = await backend.open();
    const { together, kept } = await writers({ transaction, db });
    await sql`create table filler (bytes blob)`.execute(db);
    await sql`pragma max_page_count = 1`.execute(db);
    const fill = transaction((tx) => sql`insert into filler select zeroblob(1000000)`.execute(tx));
    const [outcome, others] = await Promise.allSettled([fill, together('a', 'c')]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { fault: 'full' } });
    expect(others).toMatchObject({ value: { a: 'kept after 1', c: 'kept after 1' } });
    expect(await kept()).toEqual(['a', 'c']);
  });

  it('are not kept in parts if the database has undone everything and one of them goes on', async () => {
    const { transaction, db } = await backend.open();
    const { together, kept } = await writers({ transaction, db });
    const undoing = () => transaction((tx) => sql`rollback`.execute(tx));
    const [a, undone, c] = await Promise.allSettled([together('a'), undoing(), together('c')]);
    expect(undone.status).toBe('rejected');
    expect([a, c]).toMatchObject([
      { value: { a: expect.not.stringContaining('kept') } },
      { value: { c: expect.not.stringContaining('kept') } },
    ]);
    expect(await kept()).toEqual([]);
  });

  it('wait for another process that has taken the file before they run again', async () => {
    const address = await backend.address();
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const { together, kept, taken } = await writers(openAt(address));
    const other = new Sqlite(address.path);
    taken(() => {
      setImmediate(() => other.exec('begin immediate'));
      setTimeout(() => other.exec('commit').close(), 150);
    });
    expect(await together('a', 'refused b')).toEqual({ a: 'kept after 2', 'refused b': 'no after 2' });
    expect(await kept()).toEqual(['a']);
  });
});

const isRefused = (name: string): boolean => name.startsWith('refused');

const insert = (tx: Tx, name: string) =>
  tx.insertInto('worker_leases').values({ name, number: 1, holder: 'a', expires_at: 0 }).execute();

/** Writes names in one turn, each in a transaction, and answers what came of each and after how many runs. */
async function writers({ db, transaction }: Pick<Database, 'db' | 'transaction'>) {
  let beforeRefusal = () => {};
  async function write(name: string): Promise<readonly [string, string]> {
    let runs = 0;
    const outcome = await transaction(async (tx) => {
      runs += 1;
      await insert(tx, name);
      if (!isRefused(name)) return 'kept';
      beforeRefusal();
      beforeRefusal = () => {};
      throw new Error('no');
    }).catch((error: Error) => error.message);
    return [name, `${outcome} after ${runs}`];
  }
  return {
    together: async (...names: string[]) => Object.fromEntries(await Promise.all(names.map(write))),
    kept: async () =>
      (await db.selectFrom('worker_leases').select('name').orderBy('name').execute()).map((row) => row.name),
    /** Is called once, when the next one is about to be refused. */
    taken: (callback: () => void) => {
      beforeRefusal = callback;
    },
  };
}
