import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MINUTE } from '../../../src/core/instants.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { DatabaseAddress } from '../../../src/platform/db/database.ts';
import { backends, openAt } from '../../support/backends.ts';
import { steeredClock } from '../../support/steered-clock.ts';
import { crew, enqueue, leaveTrace, note, rowOf, traces } from './crew.ts';

/** Another process that works on the database, and what it has said so far. */
function otherProcess(address: DatabaseAddress) {
  const script = fileURLToPath(new URL('./working-process.ts', import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [script, JSON.stringify(address)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { child, said: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.said += chunk.toString();
  });
  return output;
}

/** A worker a minute ahead of the other process, hence sure that the other's lease is over. */
function successor(address: DatabaseAddress) {
  const database = openAt(address);
  const it = crew(
    database,
    [
      note((job) =>
        database.transaction(async (tx) => {
          await leaveTrace(tx, 'successor');
          await job.settle(tx);
        }),
      ),
    ],
    { clock: steeredClock(systemClock.now() + MINUTE) },
  );
  return { ...it, database };
}

describe.each(backends)('a process that dies with a job in hand on $name', (backend) => {
  it('leaves the job to the next one', async () => {
    const address = await backend.address();
    const other = otherProcess(address);
    const next = successor(address);
    await enqueue(next.database, next, { runAt: systemClock.now() });
    await expect.poll(() => other.said).toContain('inside');
    other.child.kill('SIGKILL');
    await once(other.child, 'exit');
    await next.engine.start();
    await expect.poll(() => rowOf(next.database)).toMatchObject({ state: 'done', taken: 2 });
    expect(await traces(next.database)).toEqual(['successor']);
  });

  it('or is only stopped and wakes up later: it can do nothing any more', async () => {
    const address = await backend.address();
    const other = otherProcess(address);
    const next = successor(address);
    await enqueue(next.database, next, { runAt: systemClock.now() });
    await expect.poll(() => other.said).toContain('inside');
    other.child.kill('SIGSTOP');
    await next.engine.start();
    await expect.poll(() => rowOf(next.database)).toMatchObject({ state: 'done' });
    other.child.kill('SIGCONT');
    other.child.stdin.write('go on\n');
    await expect.poll(() => other.said).toContain('job.lease-lost');
    expect(await traces(next.database)).toEqual(['successor']);
  });
});
