import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/instants.ts';
import { backends } from '../../support/backends.ts';
import { crew, enqueue, note, rowOf } from './crew.ts';

describe.each(backends)('the upkeep of jobs on $name', (backend) => {
  it('forgets latest jobs thirty days after they were done, and keeps once keys, which must not happen again', async () => {
    const database = await backend.open();
    const it = crew(database, [note(async () => {})]);
    await it.engine.start();
    await enqueue(database, it, { key: 'latest' });
    await enqueue(database, it, { key: 'once', mode: 'once' });
    for (const key of ['latest', 'once'])
      await expect.poll(() => rowOf(database, key)).toMatchObject({ state: 'done' });
    it.clock.moveBy(30 * DAY);
    await it.engine.sweep();
    expect(await rowOf(database, 'latest')).toBeDefined();
    it.clock.moveBy(1);
    await it.engine.sweep();
    expect(await rowOf(database, 'latest')).toBeUndefined();
    expect(await rowOf(database, 'once')).toBeDefined();
  });

  it('reports work of a kind that only a newer process knows, and leaves it to that process', async () => {
    const database = await backend.open();
    const it = crew(database, [note(async () => {})]);
    await it.engine.start();
    await expect.poll(() => it.said).toContain('info worker.lease-taken');
    await enqueue(database, it, { key: 'new', kind: 'from.the.future' });
    await enqueue(database, it);
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    await it.engine.sweep();
    expect(it.said).toContain('error jobs.unknown-kinds');
    expect(await rowOf(database, 'new')).toMatchObject({ state: 'ready', taken: 0 });
  });

  it('measures how late jobs begin and counts the unfinished ones by state', async () => {
    const database = await backend.open();
    const metrics = new Registry();
    const it = crew(database, [note(async () => {})], { metrics });
    await enqueue(database, it, { runAt: it.clock.now() - 2_000 });
    await enqueue(database, it, { key: 'later', runAt: it.clock.now() + DAY });
    await it.engine.start();
    await expect.poll(() => rowOf(database)).toMatchObject({ state: 'done' });
    const text = await metrics.metrics();
    expect(text).toContain('baton_job_lateness_seconds_sum{kind="note"} 2');
    expect(text).toContain('baton_jobs{state="ready"} 1');
    expect(text).toContain('baton_jobs{state="parked"} 0');
  });
});
