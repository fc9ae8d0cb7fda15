import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Permanent, Transient } from '../../../src/platform/errors.ts';
import { defineJob, type Job, later } from '../../../src/platform/jobs/job.ts';
import type { Parked } from '../../../src/platform/jobs/runner.ts';
import { backends } from '../../support/backends.ts';
import { crew, enqueue, leaveTrace, note, noteJob, rowOf, traces } from './crew.ts';

const crowd = (handle: (job: Job<string>) => Promise<void>) =>
  defineJob({ kind: 'crowd', payload: z.string(), givesWay: true, handle });

describe.each(backends)('a worker on $name', (backend) => {
  it('runs a job when it is due and not before, in the order of their times', async () => {
    const database = await backend.open();
    const ran: string[] = [];
    const it = crew(database, [note(async ({ key }) => void ran.push(key))], { timing: { concurrency: 1 } });
    for (const [key, inMs] of [
      ['c', 300],
      ['a', 100],
      ['b', 200],
    ] as const) {
      await enqueue(database, it, { key, runAt: it.clock.now() + inMs });
    }
    await it.engine.start();
    await expect.poll(() => it.engine.stats(database.db)).toMatchObject({ ready: 3 });
    it.clock.moveBy(99);
    expect(ran).toEqual([]);
    it.clock.moveBy(10_000);
    await expect.poll(() => ran).toEqual(['a', 'b', 'c']);
    await expect
      .poll(() => rowOf(database, 'c'))
      .toMatchObject({ state: 'done', done_at: it.clock.now(), lease: null });
  });

  it('takes what gives way after everything else that is due, however long it has been', async () => {
    const database = await backend.open();
    const ran: string[] = [];
    const it = crew(
      database,
      [note(async ({ key }) => void ran.push(key)), crowd(async ({ key }) => void ran.push(key))],
      {
        timing: { concurrency: 1 },
      },
    );
    for (const key of ['c1', 'c2']) await enqueue(database, it, { key, kind: 'crowd', runAt: it.clock.now() - 60_000 });
    for (const key of ['a', 'b']) await enqueue(database, it, { key });
    await it.engine.start();
    await expect.poll(() => ran).toEqual(['a', 'b', 'c1', 'c2']);
  });

  it('keeps places free of what gives way, so that something else need not wait for one of them to end', async () => {
    const database = await backend.open();
    const [ran, ends] = [[] as string[], [] as (() => void)[]];
    const waits = async ({ key }: Job<string>) => {
      ran.push(key);
      await new Promise<void>((resolve) => ends.push(resolve));
    };
    const it = crew(database, [note(async ({ key }) => void ran.push(key)), crowd(waits)], {
      timing: { concurrency: 4 },
    });
    for (const key of ['c1', 'c2', 'c3']) await enqueue(database, it, { key, kind: 'crowd' });
    await it.engine.start();
    await expect.poll(() => ran.length).toBe(2);
    await enqueue(database, it, { key: 'a' });
    await expect.poll(() => rowOf(database, 'a')).toMatchObject({ state: 'done' });
    expect(ran).toHaveLength(3);
    expect(await it.engine.stats(database.db)).toMatchObject({ ready: 1, running: 2 });
    for (const end of ends.splice(0)) end();
    await expect.poll(() => ran).toHaveLength(4);
    for (const end of ends) end();
  });

  it('is woken by the commit of a job, without any clock moving', async () => {
    const database = await backend.open();
    const ran = vi.fn(async (_job: Job<string>) => {});
    const it = crew(database, [note(ran)]);
    await it.engine.start();
    await expect.poll(() => it.said).toContain('info worker.lease-taken');
    await enqueue(database, it, { payload: 'now' });
    await expect.poll(() => ran.mock.calls.map(([job]) => job.payload)).toEqual(['now']);
  });

  it('calls again when the handler says later, without counting it as an attempt', async () => {
    const database = await backend.open();
    const attempts: number[] = [];
    const it = crew(database, [
      note(async ({ attempt }) => {
        attempts.push(attempt);
        return attempts.length < 3 ? later(it.clock.now() + 5_000) : undefined;
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    for (const count of [1, 2]) {
      const state = { state: 'ready', run_at: it.clock.now() + 5_000 };
      await expect.poll(() => rowOf(database)).toMatchObject(state);
      expect(attempts).toHaveLength(count);
      it.clock.moveBy(5_000);
    }
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    expect(attempts).toEqual([1, 1, 1]);
  });

  it('settles a job in the transaction of its effect: both or neither', async () => {
    const database = await backend.open();
    let fail = true;
    const it = crew(database, [
      note(async (job) => {
        await database.transaction(async (tx) => {
          await leaveTrace(tx, job.payload);
          await job.settle(tx);
          if (fail) throw new Error('after settling, before the commit');
        });
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'ready', attempts: 1 });
    expect(await traces(database)).toEqual([]);
    fail = false;
    it.clock.moveBy(1_000);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done', attempts: 0, last_error: null });
    expect(await traces(database)).toEqual(['hello']);
  });

  it.each([
    ['returns', async () => undefined],
    ['settles', async (job: Job<string>, settle: (job: Job<string>) => Promise<void>) => settle(job)],
  ])('runs a job again whose key was enqueued while the handler was inside and then %s', async (_name, end) => {
    const database = await backend.open();
    const seen: string[] = [];
    const inside = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const it = crew(database, [
      note(async (job) => {
        seen.push(job.payload);
        if (seen.length > 1) return;
        inside.resolve();
        await goOn.promise;
        await end(job, (settled) => database.transaction((tx) => settled.settle(tx)));
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it, { payload: 'before' });
    await inside.promise;
    await enqueue(database, it, { payload: 'after' });
    expect(await rowOf(database)).toMatchObject({ state: 'running', revision: 2 });
    expect(seen).toEqual(['before']);
    goOn.resolve();
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done', revision: 2, taken: 2 });
    expect(seen).toEqual(['before', 'after']);
  });

  it('keeps the earlier time when the handler says later and the key was enqueued meanwhile', async () => {
    const database = await backend.open();
    const it = crew(database, [
      note(async ({ payload }) => {
        if (payload === 'again') return undefined;
        await enqueue(database, it, { payload: 'again', runAt: it.clock.now() + 10 });
        return later(it.clock.now() + 5_000);
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'ready', run_at: it.clock.now() + 10 });
    it.clock.moveBy(10);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
  });

  it('takes a cancelled job from its running handler', async () => {
    const database = await backend.open();
    const it = crew(database, [
      note(async (job) => {
        await database.transaction((tx) => it.engine.cancel(tx, job.key));
        await database.transaction(async (tx) => {
          await leaveTrace(tx, 'too late');
          await job.settle(tx);
        });
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => it.said).toContain('info job.lease-lost');
    expect(await traces(database)).toEqual([]);
    expect(await rowOf(database)).toMatchObject({ state: 'done' });
  });

  it('never runs one key twice at a time, even if it is cancelled and enqueued while it runs', async () => {
    const database = await backend.open();
    let inside = 0;
    let most = 0;
    const goOn = Promise.withResolvers<void>();
    const it = crew(database, [
      note(async ({ payload }) => {
        most = Math.max(most, ++inside);
        if (payload === 'hello') await goOn.promise;
        inside--;
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => inside).toBe(1);
    await database.transaction(async (tx) => {
      await it.engine.cancel(tx, 'n1');
      await it.engine.enqueue(tx, noteJob(it.clock, { payload: 'second' }));
    });
    await enqueue(database, it, { key: 'other', payload: 'other' });
    await expect.poll(() => rowOf(database, 'other')).toMatchObject({ state: 'done' });
    expect(await rowOf(database)).toMatchObject({ state: 'ready' });
    goOn.resolve();
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    // 'other' ran beside the first.
    expect(most).toBe(2);
  });

  it('tries a failed job again after a wait that doubles, up to the most', async () => {
    const database = await backend.open();
    const timing = { backoffBaseMs: 1_000, backoffMaxMs: 3_000 };
    const it = crew(database, [note(() => Promise.reject(new Error('no')))], { timing });
    await it.engine.start();
    await enqueue(database, it);
    // Chance gives 0 here: half of each wait.
    for (const [index, wait] of [500, 1_000, 1_500, 1_500].entries()) {
      const expected = { state: 'ready', attempts: index + 1, run_at: it.clock.now() + wait, last_error: 'Error: no' };
      await expect.poll(() => rowOf(database)).toMatchObject(expected);
      it.clock.moveBy(wait);
    }
  });

  it('honours the time at which the other side wants to be asked again, and does not count an outage', async () => {
    const database = await backend.open();
    const it = crew(database, [
      note(
        () => Promise.reject(new Transient('wait', { retryAt: it.clock.now() + 30_000, countsAsAttempt: false })),
        1,
      ),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    for (const failures of [1, 2, 3]) {
      await expect
        .poll(() => rowOf(database))
        .toMatchObject({ state: 'ready', attempts: 0, failures, run_at: it.clock.now() + 30_000 });
      it.clock.moveBy(30_000);
    }
  });

  it('parks a job after its last attempt and tells of it once, in the same transaction', async () => {
    const database = await backend.open();
    const told: Parked[] = [];
    const it = crew(database, [note(() => Promise.reject(new Error('no')), 2)]);
    it.engine.onParked(async (tx, parked) => {
      await leaveTrace(tx, parked.key);
      told.push(parked);
    });
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ attempts: 1 });
    it.clock.moveBy(1_000);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'parked', last_error: 'Error: no' });
    it.clock.moveBy(3_600_000);
    await it.engine.sweep();
    expect(told).toEqual([{ key: 'n1', kind: 'note', payload: 'hello', error: new Error('no') }]);
    expect(await traces(database)).toEqual(['n1']);
  });

  it('parks at once what cannot be mended, and a payload that it does not understand', async () => {
    const database = await backend.open();
    const gone = new Permanent('gone', { code: 'is_archived', advice: 'Choose another channel.' });
    const it = crew(database, [
      note(() => Promise.reject(gone)),
      defineJob({ kind: 'number', payload: z.number(), handle: async () => {} }),
    ]);
    const told = vi.fn(async () => {});
    it.engine.onParked(told);
    await it.engine.start();
    await enqueue(database, it);
    await enqueue(database, it, { key: 'wrong', kind: 'number', payload: 'text' });
    await expect.poll(() => told.mock.calls.length).toBe(2);
    // Whoever is told hears it before the transaction that parks has ended.
    await expect.poll(() => it.engine.stats(database.db)).toMatchObject({ parked: 2 });
  });

  it('does not park in silence: if telling fails, the job is tried again', async () => {
    const database = await backend.open();
    const it = crew(database, [note(() => Promise.reject(new Error('no')), 1)], { timing: { backoffMaxMs: 7_000 } });
    const told = vi.fn(async () => {}).mockRejectedValueOnce(new Error('cannot tell'));
    it.engine.onParked(told);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'ready', run_at: it.clock.now() + 7_000 });
    it.clock.moveBy(7_000);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'parked' });
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('gives a changed job another chance instead of parking it', async () => {
    const database = await backend.open();
    const it = crew(database, [
      note(async ({ payload }) => {
        if (payload === 'mended') return;
        await enqueue(database, it, { payload: 'mended' });
        throw new Permanent('gone', { code: 'is_archived', advice: 'Choose another channel.' });
      }),
    ]);
    const told = vi.fn(async () => {});
    it.engine.onParked(told);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    expect(told).not.toHaveBeenCalled();
  });

  it('gives a job another chance whose fault is mended while it runs', async () => {
    const database = await backend.open();
    let isMended = false;
    const it = crew(database, [
      note(async () => {
        if (isMended) return;
        isMended = true;
        await database.transaction((tx) => it.engine.unpark(tx, ''));
        throw new Permanent('gone', { code: 'is_archived', advice: 'Choose another channel.' });
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done', taken: 2 });
  });

  it('refuses to start with unfinished work of a kind that nobody handles', async () => {
    const database = await backend.open();
    const it = crew(database, [note(async () => {})]);
    await enqueue(database, it, { kind: 'from.the.future' });
    await expect(it.engine.start()).rejects.toThrow(
      'does not know: from.the.future. Start the version that wrote them',
    );
  });

  it('runs every one of many jobs that are enqueued at once, each once', async () => {
    const database = await backend.open();
    const ran: string[] = [];
    const it = crew(database, [note(async ({ key }) => void ran.push(key))]);
    await it.engine.start();
    const keys = Array.from({ length: 200 }, (_, index) => `n${index}`);
    await Promise.all([...keys, ...keys].map((key) => enqueue(database, it, { key, mode: 'once' })));
    await expect.poll(() => it.engine.stats(database.db)).toMatchObject({ ready: 0, running: 0 });
    expect(ran.toSorted()).toEqual(keys.toSorted());
  });
});
