import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { afterCommit } from '../../../src/platform/db/transaction-scope.ts';
import { backends, openAt } from '../../support/backends.ts';

describe.each(backends.filter(({ name }) => name === 'postgres'))('PostgreSQL', (backend) => {
  it('wakes other processes when a notice has been committed', async () => {
    const address = await backend.address();
    const [here, there] = [openAt(address), openAt(address)];
    const heard = vi.fn();
    there.onNotice(heard);
    // The first call says that listening has begun.
    await expect.poll(() => heard.mock.calls.length).toBe(1);
    await here.transaction(async (tx) => {
      await here.notice(tx);
      expect(heard).toHaveBeenCalledTimes(1);
    });
    await expect.poll(() => heard.mock.calls.length).toBe(2);
  });

  it('listens again after the connection was lost', async () => {
    const address = await backend.address();
    const warn = vi.fn();
    const database = openAt(address, { log: { warn } });
    const heard = vi.fn();
    database.onNotice(heard);
    await expect.poll(() => heard.mock.calls.length).toBe(1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db);
    await expect.poll(() => heard.mock.calls.length).toBe(2);
    expect(warn).toHaveBeenCalledWith('database.connection-lost', expect.anything());
  });

  it('survives the loss of a connection in the middle of a transaction and says so to its caller', async () => {
    const address = await backend.address();
    const warn = vi.fn();
    const database = openAt(address, { log: { warn } });
    const cut = database.transaction(async (tx) => {
      await sql`set local idle_in_transaction_session_timeout = 20`.execute(tx);
      await expect.poll(() => warn.mock.calls.length).toBeGreaterThan(0);
      await sql`select 1`.execute(tx);
    });
    await expect(cut).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
  });

  it('does again what a deadlock undid, and runs afterCommit of the successful try only', async () => {
    const database = await backend.open();
    await database.transaction(async (tx) => {
      for (const name of ['a', 'b'])
        await tx.insertInto('worker_leases').values({ name, number: 0, holder: '', expires_at: 0 }).execute();
    });
    const both = Promise.withResolvers<void>();
    let inside = 0;
    let committed = 0;
    const inOrder = (first: string, second: string) =>
      database.transaction(async (tx) => {
        const step = (name: string) =>
          tx
            .updateTable('worker_leases')
            .set((eb) => ({ number: eb('number', '+', 1) }))
            .where('name', '=', name)
            .execute();
        afterCommit(() => committed++);
        await step(first);
        if (++inside === 2) both.resolve();
        await both.promise;
        await step(second);
      });
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
    const rows = await database.db.selectFrom('worker_leases').select('number').execute();
    expect(rows).toEqual([{ number: 2 }, { number: 2 }]);
    expect({ inside, committed }).toEqual({ inside: 3, committed: 2 });
  });
});
