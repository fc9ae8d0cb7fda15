import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/platform/db/database.ts';
import { backends } from '../../support/backends.ts';
import { crew, enqueue, noteJob, rowOf } from './crew.ts';

describe.each(backends)('the queue of jobs on $name', (backend) => {
  it('commits a job with the change that asked for it, and drops it on rollback', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    const failing = database.transaction(async (tx) => {
      await it.engine.enqueue(tx, noteJob(it.clock));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await rowOf(database)).toBeUndefined();
  });

  it('writes a thousand jobs at once as it would write them one by one', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it, { key: 'n7', payload: 'before', runAt: 5 });
    await enqueue(database, it, { key: 'once', mode: 'once', payload: 'before' });
    const many = Array.from({ length: 1_200 }, (_, place) =>
      noteJob(it.clock, { key: `n${place}`, runAt: 10 + place }),
    );
    const once = ['once', 'twice'].map((key) => noteJob(it.clock, { key, mode: 'once' }));
    await database.transaction((tx) => it.engine.enqueueAll(tx, [...many, ...once]));
    expect(await it.engine.stats(database.db)).toMatchObject({ ready: 1_202, nextDueAt: 5 });
    expect(await rowOf(database, 'n7')).toMatchObject({ payload: '"hello"', run_at: 5, revision: 2 });
    expect(await rowOf(database, 'n1199')).toMatchObject({ payload: '"hello"', run_at: 1_209, revision: 1 });
    expect(await rowOf(database, 'once')).toMatchObject({ payload: '"before"', revision: 1 });
    await database.transaction((tx) => it.engine.enqueueAll(tx, []));
  });

  it('leaves a once key alone, also when it is done', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it, { mode: 'once', payload: 'first' });
    await enqueue(database, it, { mode: 'once', payload: 'second' });
    expect(await rowOf(database)).toMatchObject({ payload: '"first"', revision: 1 });
    await database.transaction((tx) => tx.updateTable('jobs').set({ state: 'done', done_at: 1 }).execute());
    await enqueue(database, it, { mode: 'once', payload: 'third' });
    expect(await rowOf(database)).toMatchObject({ payload: '"first"', state: 'done' });
  });

  it('gives a latest key that waits the new payload, a new revision and the earlier of both times', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it, { payload: 'a', runAt: 50 });
    await enqueue(database, it, { payload: 'b', runAt: 90 });
    expect(await rowOf(database)).toMatchObject({ payload: '"b"', run_at: 50, revision: 2, state: 'ready' });
    await enqueue(database, it, { payload: 'c', runAt: 20 });
    expect(await rowOf(database)).toMatchObject({ payload: '"c"', run_at: 20, revision: 3 });
  });

  it.each(['done', 'parked'] as const)('makes a latest key that is %s ready again at the new time', async (state) => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it, { runAt: 50 });
    await database.transaction((tx) =>
      tx.updateTable('jobs').set({ state, attempts: 3, failures: 3, done_at: 1 }).execute(),
    );
    await enqueue(database, it, { runAt: 90 });
    expect(await rowOf(database)).toMatchObject({
      state: 'ready',
      run_at: 90,
      attempts: 0,
      failures: 0,
      done_at: null,
    });
  });

  it('cancels what waits as if it had never been enqueued, and leaves what is done', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it, { key: 'waiting', mode: 'once' });
    await enqueue(database, it, { key: 'done', mode: 'once' });
    await database.transaction((tx) =>
      tx.updateTable('jobs').set({ state: 'done', done_at: 1 }).where('key', '=', 'done').execute(),
    );
    for (const key of ['waiting', 'done', 'unknown']) await database.transaction((tx) => it.engine.cancel(tx, key));
    expect(await rowOf(database, 'waiting')).toBeUndefined();
    expect(await rowOf(database, 'done')).toMatchObject({ state: 'done' });
  });

  it('unparks the parked jobs of a prefix, taking its letters as they are', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    for (const key of ['post:C_1', 'post:Cx1', 'post:C_2']) await enqueue(database, it, { key, runAt: 5 });
    await database.transaction((tx) => tx.updateTable('jobs').set({ state: 'parked', attempts: 4 }).execute());
    expect(await database.transaction((tx) => it.engine.unpark(tx, 'post:C_'))).toBe(2);
    expect(await rowOf(database, 'post:C_1')).toMatchObject({ state: 'ready', attempts: 0, run_at: it.clock.now() });
    expect(await rowOf(database, 'post:Cx1')).toMatchObject({ state: 'parked' });
    expect(await it.engine.stats(database.db)).toEqual({ ready: 2, running: 0, parked: 1, nextDueAt: it.clock.now() });
  });

  it('unparks a job that is being parked at the same moment', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await enqueue(database, it);
    await database.transaction((tx) => tx.updateTable('jobs').set({ state: 'running', lease: 1, taken: 1 }).execute());
    const [isParked, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const parking = database.transaction(async (tx) => {
      await tx.updateTable('jobs').set({ state: 'parked', lease: null }).execute();
      isParked.resolve();
      await mayCommit.promise;
    });
    await isParked.promise;
    const unparking = database.transaction((tx) => it.engine.unpark(tx, ''));
    // SQLite has one transaction at a time; PostgreSQL two, of which the later one waits for the row.
    if (backend.name === 'postgres') await expect.poll(() => waitingFor(database)).toBe(1);
    mayCommit.resolve();
    await parking;
    expect(await unparking).toBe(1);
    expect(await rowOf(database)).toMatchObject({ state: 'ready' });
  });
});

/** How many transactions wait for a lock. */
async function waitingFor({ db }: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
