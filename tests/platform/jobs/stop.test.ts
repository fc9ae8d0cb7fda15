import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/core/instants.ts';
import { backends, openAt } from '../../support/backends.ts';
import { steeredClock } from '../../support/steered-clock.ts';
import { crew, enqueue, leaveTrace, note, rowOf, traces } from './crew.ts';

describe.each(backends)('stopping a worker on $name', (backend) => {
  it('lets running jobs end and takes no others', async () => {
    const database = await backend.open();
    const goOn = Promise.withResolvers<void>();
    const ran: string[] = [];
    const it = crew(database, [
      note(async ({ key }) => {
        ran.push(key);
        await goOn.promise;
      }),
    ]);
    await it.engine.start();
    await enqueue(database, it);
    await expect.poll(() => ran).toEqual(['n1']);
    const stopped = it.engine.stop();
    await enqueue(database, it, { key: 'n2' });
    goOn.resolve();
    await stopped;
    expect(await rowOf(database, 'n1')).toMatchObject({ state: 'done' });
    expect(await rowOf(database, 'n2')).toMatchObject({ state: 'ready', taken: 0 });
  });

  it('frees what has not ended by the deadline, and its handler can change nothing any more', async () => {
    const database = await backend.open();
    const inside = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const it = crew(
      database,
      [
        note(async (job) => {
          inside.resolve();
          await goOn.promise;
          await database.transaction(async (tx) => {
            await leaveTrace(tx, 'too late');
            await job.settle(tx);
          });
        }),
      ],
      { timing: { stopDeadlineMs: 5_000 } },
    );
    await it.engine.start();
    await enqueue(database, it);
    await inside.promise;
    const stopped = it.engine.stop();
    it.clock.moveBy(5_000);
    await stopped;
    expect(await rowOf(database)).toMatchObject({ state: 'ready', lease: null, attempts: 0 });
    goOn.resolve();
    await expect.poll(() => it.said).toContain('info job.lease-lost');
    expect(await traces(database)).toEqual([]);
  });

  it('lets another process take over at its next look, not only when the lease would have ended', async () => {
    const address = await backend.address();
    const clock = steeredClock();
    const database = openAt(address);
    const [first, second] = [crew(database, [], { clock }), crew(openAt(address), [note(async () => {})], { clock })];
    await first.engine.start();
    await expect.poll(() => first.said).toContain('info worker.lease-taken');
    await second.engine.start();
    await first.engine.stop();
    await enqueue(database, first);
    clock.moveBy(SECOND);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
  });

  it('is harmless before the start and when repeated', async () => {
    const it = crew(await backend.open(), []);
    await it.engine.stop();
    await it.engine.stop();
    expect(it.said).toEqual([]);
  });
});
