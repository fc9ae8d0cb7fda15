import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/core/instants.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { LeaseLost } from '../../../src/platform/jobs/job.ts';
import { confirmRunningJob } from '../../../src/platform/jobs/running-job.ts';
import { backends, openAt } from '../../support/backends.ts';
import { steeredClock } from '../../support/steered-clock.ts';
import { type Crew, crew, enqueue, leaveTrace, note, rowOf, traces } from './crew.ts';

const TAKEN = 'info worker.lease-taken';
const LOST = 'warn worker.lease-lost';

const leaseOf = (database: Database) =>
  database.db.selectFrom('worker_leases').selectAll().where('name', '=', 'worker').executeTakeFirst();

/** Moves a clock in small steps until the crew holds the lease, and answers how long that took. */
async function untilTaken({ clock, said }: Crew): Promise<number> {
  const from = clock.now();
  await expect
    .poll(
      () => {
        if (!said.includes(TAKEN)) clock.moveBy(100);
        return said;
      },
      { interval: 5 },
    )
    .toContain(TAKEN);
  return clock.now() - from;
}

describe.each(backends)('the worker lease on $name', (backend) => {
  it('lets one of two processes work, and each job run once', async () => {
    const address = await backend.address();
    const clock = steeredClock();
    const ran: string[] = [];
    const crews = [openAt(address), openAt(address)].map((database) => ({
      database,
      ...crew(database, [note(async ({ key }) => void ran.push(key))], { clock }),
    }));
    for (const { engine } of crews) await engine.start();
    const keys = Array.from({ length: 60 }, (_, index) => `n${index}`);
    // Both take every one in, as two sockets of one bot may.
    await Promise.all(crews.flatMap((one) => keys.map((key) => enqueue(one.database, one, { key, mode: 'once' }))));
    await expect
      .poll(() => {
        // SQLite has no wake-up call between processes: the other one looks once a second.
        clock.moveBy(SECOND);
        return ran.toSorted();
      })
      .toEqual(keys.toSorted());
    expect(crews.flatMap(({ said }) => said).filter((event) => event === TAKEN)).toHaveLength(1);
  });

  it('goes to another process within fifteen seconds of the last sign of life (fault 25)', async () => {
    const address = await backend.address();
    const old = crew(openAt(address), []);
    const young = crew(openAt(address), [], { clock: steeredClock(old.clock.now()) });
    await old.engine.start();
    await expect.poll(() => old.said).toContain(TAKEN);
    await young.engine.start();
    expect(await untilTaken(young)).toBeLessThanOrEqual(15 * SECOND);
  });

  it('stays where it is while its holder renews it', async () => {
    const address = await backend.address();
    const clock = steeredClock();
    const database = openAt(address);
    const [first, second] = [crew(database, [], { clock }), crew(openAt(address), [], { clock })];
    await first.engine.start();
    await expect.poll(() => first.said).toContain(TAKEN);
    await second.engine.start();
    for (let seconds = 0; seconds < 30; seconds += 3) {
      clock.moveBy(3 * SECOND);
      await expect.poll(async () => (await leaseOf(database))?.expires_at).toBe(clock.now() + 10 * SECOND);
    }
    expect(second.said).toEqual([]);
  });

  it('fences an instance that wakes up after its lease has ended (fault 26)', async () => {
    const address = await backend.address();
    const database = openAt(address);
    const asleep = Promise.withResolvers<void>();
    const awake = Promise.withResolvers<void>();
    const confirmed = Promise.withResolvers<unknown>();
    const old = crew(database, [
      note(async (job) => {
        asleep.resolve();
        await awake.promise;
        await database.transaction(confirmRunningJob).catch(confirmed.resolve);
        await database.transaction(async (tx) => {
          await leaveTrace(tx, 'old');
          await job.settle(tx);
        });
      }),
    ]);
    const other = openAt(address);
    const oldIsDone = Promise.withResolvers<void>();
    const young = crew(
      other,
      [
        note(async (job) => {
          await oldIsDone.promise;
          await other.transaction(async (tx) => {
            await confirmRunningJob(tx);
            await leaveTrace(tx, 'young');
            await job.settle(tx);
          });
        }),
      ],
      { clock: steeredClock(old.clock.now()) },
    );
    await old.engine.start();
    await enqueue(database, old);
    await asleep.promise;
    await young.engine.start();
    await untilTaken(young);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'running', taken: 2 });
    awake.resolve();
    expect(await confirmed.promise).toBeInstanceOf(LeaseLost);
    await expect.poll(() => old.said).toContain('info job.lease-lost');
    expect(await rowOf(database)).toMatchObject({ state: 'running', taken: 2 });
    oldIsDone.resolve();
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    expect(await traces(database)).toEqual(['young']);
  });

  it('lets an instance that wakes up take nothing, though its own clock has not noticed', async () => {
    const address = await backend.address();
    const database = openAt(address);
    const ranBy: string[] = [];
    const old = crew(database, [note(async () => void ranBy.push('old'))]);
    const young = crew(openAt(address), [note(async () => void ranBy.push('young'))], {
      clock: steeredClock(old.clock.now()),
      // It has no hand free: otherwise it might be done with the job before the old one has looked.
      timing: { concurrency: 0 },
    });
    await old.engine.start();
    await expect.poll(() => old.said).toContain(TAKEN);
    await young.engine.start();
    await untilTaken(young);
    await enqueue(database, old);
    await expect.poll(() => old.said).toContain(LOST);
    expect(await rowOf(database)).toMatchObject({ state: 'ready' });
    expect(ranBy).toEqual([]);
  });

  it('goes on after the clock has been set back, and after a great jump forwards (fault 27)', async () => {
    const database = await backend.open();
    const it = crew(database, []);
    await it.engine.start();
    await expect.poll(() => it.said).toContain(TAKEN);
    for (const hours of [-3, 3, 87_600]) {
      it.clock.moveBy(hours * 3_600 * SECOND);
      await it.engine.sweep();
      await expect.poll(async () => (await leaseOf(database))?.expires_at).toBe(it.clock.now() + 10 * SECOND);
    }
    expect(it.said).not.toContain(LOST);
  });

  it('does not wait for the clock of a dead holder that was hours ahead', async () => {
    const address = await backend.address();
    const ahead = crew(openAt(address), [], { clock: steeredClock(1_000_000 + 3 * 3_600 * SECOND) });
    await ahead.engine.start();
    await expect.poll(() => ahead.said).toContain(TAKEN);
    const young = crew(openAt(address), []);
    await young.engine.start();
    expect(await untilTaken(young)).toBeLessThanOrEqual(15 * SECOND);
  });
});
