import { sql } from 'kysely';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Db, Tx } from '../../../src/platform/db/database.ts';
import { afterCommit } from '../../../src/platform/db/transaction-scope.ts';
import { backends } from '../../support/backends.ts';

const lease = (name: string) => ({ name, number: 1, holder: 'a', expires_at: 0 });
const insert = (tx: Tx, name: string) => tx.insertInto('worker_leases').values(lease(name)).execute();
const names = async (db: Db) =>
  (await db.selectFrom('worker_leases').select('name').orderBy('name').execute()).map((row) => row.name);

it('does not let the outer handle pass for a transaction', () => {
  expectTypeOf<Db>().not.toExtend<Tx>();
  expectTypeOf<Tx>().toExtend<Db>();
});

describe.each(backends)('a database on $name', (backend) => {
  it('keeps what a transaction wrote, and nothing of one that threw', async () => {
    const database = await backend.open();
    await database.transaction((tx) => insert(tx, 'kept'));
    const failing = database.transaction(async (tx) => {
      await insert(tx, 'dropped');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await names(database.db)).toEqual(['kept']);
  });

  it('does not let the refusal of one undo its neighbours', async () => {
    const database = await backend.open();
    const outcomes = await Promise.allSettled([
      database.transaction((tx) => insert(tx, 'a')),
      database.transaction(async (tx) => {
        await insert(tx, 'b');
        await insert(tx, 'b');
      }),
      database.transaction((tx) => insert(tx, 'c')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names(database.db)).toEqual(['a', 'c']);
  });

  it('lets twenty transactions count up one row without losing a step', async () => {
    const database = await backend.open();
    await database.transaction((tx) => insert(tx, 'counter'));
    const step = () =>
      database.transaction((tx) =>
        tx
          .updateTable('worker_leases')
          .set((eb) => ({ number: eb('number', '+', 1) }))
          .execute(),
      );
    await Promise.all(Array.from({ length: 20 }, step));
    const { number } = await database.db.selectFrom('worker_leases').select('number').executeTakeFirstOrThrow();
    expect(number).toBe(21);
  });

  it('refuses the outer handle and a second transaction inside a transaction', async () => {
    const database = await backend.open();
    await expect(database.transaction(() => names(database.db))).rejects.toThrow('pass tx instead');
    await expect(database.transaction(() => database.transaction((tx) => insert(tx, 'a')))).rejects.toThrow(
      'pass tx instead',
    );
    expect(await names(database.db)).toEqual([]);
  });

  it('does not refuse what a transaction started and did not wait for, once it is over', async () => {
    const database = await backend.open();
    const over = Promise.withResolvers<void>();
    const { later } = await database.transaction(async () => ({ later: over.promise.then(() => names(database.db)) }));
    over.resolve();
    expect(await later).toEqual([]);
  });

  it('runs afterCommit when the row can be seen, before the caller goes on', async () => {
    const database = await backend.open();
    const order: string[] = [];
    await database.transaction(async (tx) => {
      afterCommit(() => order.push('hook'));
      await insert(tx, 'a');
      order.push('work');
    });
    order.push('caller');
    expect(order).toEqual(['work', 'hook', 'caller']);
  });

  it('drops afterCommit on rollback and refuses it outside a transaction', async () => {
    const database = await backend.open();
    const order: string[] = [];
    const failing = database.transaction(async () => {
      afterCommit(() => order.push('hook'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await database.transaction(async () => {});
    expect(order).toEqual([]);
    expect(() => afterCommit(() => {})).toThrow('outside a transaction');
  });

  it('gives counts and sums as numbers', async () => {
    const database = await backend.open();
    await database.transaction((tx) => insert(tx, 'a'));
    const row = await database.db
      .selectFrom('worker_leases')
      .select([(eb) => eb.fn.countAll<number>().as('count'), (eb) => eb.fn.sum<number>('number').as('sum'), 'number'])
      .groupBy('number')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ count: 1, sum: 1, number: 1 });
  });

  it('enforces foreign keys and the shape of a job', async () => {
    const database = await backend.open();
    const running = {
      key: 'a',
      kind: 'k',
      mode: 'once',
      payload: '{}',
      state: 'running',
      run_at: 0,
      revision: 1,
    } as const;
    const insertRunning = database.transaction((tx) =>
      tx
        .insertInto('jobs')
        .values({ ...running, attempts: 0, failures: 0, taken: 0, created_at: 0 })
        .execute(),
    );
    await expect(insertRunning).rejects.toThrow('jobs_locked_while_running');
    if (backend.name === 'sqlite')
      expect((await sql`pragma foreign_keys`.execute(database.db)).rows).toEqual([{ foreign_keys: 1 }]);
  });
});
