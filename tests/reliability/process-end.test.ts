import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { backends, openAt } from '../support/backends.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { startBaton, variablesFor } from './running.ts';

const HOG = fileURLToPath(new URL('./memory-hog.ts', import.meta.url));
/** What a predecessor left in doubt is looked up after a second, not after fifteen. */
const QUICK = {
  slack: { grace: SECOND, pacing: { scale: 0, burst: 5, patience: 1_000 } },
  jobs: { leaseMs: 2 * SECOND, renewMs: 500, pollMs: 200 },
};

type Stopped = Awaited<ReturnType<typeof withDatabase>>;

/** Starts a Baton that is soon done with what another one left, and waits until each of these leads has its one card. */
async function expectOneCardEach({ slack, address, cardsOf }: Stopped, companies: readonly string[]): Promise<void> {
  const next = startBaton(variablesFor(slack, address, { timing: QUICK }));
  onTestFinished(next.dispose);
  await next.started;
  await slack.until(() => companies.every((name) => cardsOf(name).length > 0));
  const states = () =>
    openAt(address).db.selectFrom('messages').select('state').where('state', '=', 'sending').execute();
  await expect.poll(states).toEqual([]);
  expect(companies.map((name) => cardsOf(name).length)).toEqual(companies.map(() => 1));
}

const namesOf = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix} ${at} Ltd`);

describe.each(backends)('the end of a process, on $name', (backend) => {
  it('by SIGTERM in the middle of everything: done within 10 s with 0, and nothing is in doubt (row 61)', async () => {
    const stopped = await withDatabase(backend);
    const { slack, env, send, cardsOf, leads, address } = stopped;
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    expect(await send(port, 'Acme Robotics')).toBe(200);
    const card = await slack.until(() => cardsOf('Acme Robotics')[0]);
    const slow = slack.faults.on('chat.postMessage', { kind: 'slow', ms: 1_500, when: 'after' }, { times: 3 });
    const names = namesOf('Company', 12);
    const answers = Promise.all(names.map(async (name) => ({ name, is: await send(port, name).catch(() => 0) })));
    const click = slack.person('U_ANA').press(card, 'Claim');
    await slack.until(() => slow.hits > 2);

    const toldAt = systemClock.now();
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
    expect(systemClock.now() - toldAt).toBeLessThan(10 * SECOND);
    expect(baton.logged('baton.stopped')).toHaveLength(1);
    expect(baton.complained).toBe('');
    await click;

    const kept = (await leads()).map(({ company }) => company ?? '');
    const promised = (await answers).filter(({ is }) => is === 200).map(({ name }) => name);
    expect(kept).toEqual(expect.arrayContaining(promised));
    const { db } = openAt(address);
    expect(await db.selectFrom('messages').select('key').where('state', '=', 'sending').execute()).toEqual([]);
    expect(await db.selectFrom('jobs').select('key').where('state', '=', 'running').execute()).toEqual([]);
    await expectOneCardEach(stopped, kept);
  });

  it('by a second SIGTERM: at once, and the next one is left with nothing twice (row 61)', async () => {
    const stopped = await withDatabase(backend);
    const { slack, env, send } = stopped;
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    const slow = slack.faults.on('chat.postMessage', { kind: 'slow', ms: 6_000, when: 'after' });
    expect(await send(port, 'Acme Robotics')).toBe(200);
    await slack.until(() => slow.hits > 0);
    const toldAt = systemClock.now();
    baton.child.kill('SIGTERM');
    await expect.poll(() => baton.logged('baton.stopping')).toHaveLength(1);
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(1);
    expect(systemClock.now() - toldAt).toBeLessThan(3 * SECOND);
    await expectOneCardEach(stopped, ['Acme Robotics']);
  });

  it('by want of memory in the middle of everything: what was promised is there, once (row 62)', async () => {
    const stopped = await withDatabase(backend);
    const { env, send, leads } = stopped;
    const baton = runProgram(['start'], { ...env, NODE_OPTIONS: `--max-old-space-size=128 --import ${HOG}` });
    const port = await baton.port();
    baton.child.kill('SIGUSR2');
    const promised: string[] = [];
    for (const name of namesOf('Company', 2_000)) {
      const status = await send(port, name).catch(() => 'no answer');
      if (status !== 200) break;
      promised.push(name);
      // More would take a minute to post at Slack's pace.
      if (promised.length >= 12) break;
    }
    expect(['SIGABRT', 'SIGTRAP', 134]).toContain(await baton.ended());
    expect(baton.complained).toMatch(/heap out of memory/);
    const kept = (await leads()).map(({ company }) => company ?? '');
    expect(kept).toEqual(expect.arrayContaining(promised));
    await expectOneCardEach(stopped, kept);
  });
});
