import { expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { startTicker } from '../../src/platform/jobs/ticker.ts';
import { crew, enqueue, note } from '../platform/jobs/crew.ts';
import { backends } from '../support/backends.ts';

// node-cron, asked for every third second, ran two of the five that fell into such a block.
const BLOCKED = 10 * SECOND;

it('a loop that is blocked for ten seconds misses nothing that fell due, and runs none of it twice (row 31)', async () => {
  const clock = { ...systemClock, moveBy: () => {}, moveTo: () => {} };
  const all = await Promise.all(
    backends.map(async (backend) => {
      const database = await backend.open();
      const ran: string[] = [];
      const hands = crew(database, [note(async ({ key }) => void ran.push(key))], { clock });
      await hands.engine.start();
      await expect.poll(() => hands.said).toContain('info worker.lease-taken');
      return { database, ran, hands };
    }),
  );
  const stopTicker = startTicker(async () => {}, { info() {}, warn() {}, error() {} });
  const from = clock.now();
  const keys = [1, 3, 5, 7, 9].map((second) => `due at ${second} s`);
  for (const { database, hands } of all) {
    for (const [at, key] of keys.entries()) {
      await enqueue(database, hands, { key, runAt: from + (1 + 2 * at) * SECOND, mode: 'once' });
    }
  }
  while (clock.now() < from + BLOCKED);
  for (const { ran, hands } of all) {
    await expect.poll(() => ran.length).toBe(keys.length);
    expect(ran.toSorted((a, b) => a.localeCompare(b))).toEqual(keys);
    // The lease, which lasts as long as the block, was renewed or taken again: by nobody else here.
    expect(hands.said.filter((event) => event.includes('error'))).toEqual([]);
  }
  await stopTicker();
});
