import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backends } from '../support/backends.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { startBaton, variablesFor } from './running.ts';

/** Whatever else happens to be committed with it. */
const DELIVERY = /^commit .*deliveries/;

describe.each(backends)('the main of the tests, on $name', (backend) => {
  it.each([
    ['before', ['Acme']],
    ['after', ['Acme', 'Globex']],
  ] as const)('dies %s the commit at which it is told to: then there are %j', async (side, stored) => {
    const { slack, address, send, leads } = await withDatabase(backend);
    const folder = mkdtempSync(join(tmpdir(), 'baton-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'boundaries');

    const counting = startBaton(variablesFor(slack, address, { kill: { file, from: 'start' } }));
    onTestFinished(counting.dispose);
    expect(await send(await counting.started, 'Acme')).toBe(200);
    const crossed = readFileSync(file, 'utf8').split('\n');
    expect(crossed).toEqual(
      expect.arrayContaining(['call auth.test', expect.stringMatching(DELIVERY), 'answer POST 200']),
    );
    await counting.dispose();

    const kill = { file: `${file}.armed`, at: 1, side, from: 'armed' };
    // Nothing else that commits comes in between: its jobs are still under the lease of the other.
    const doomed = startBaton(variablesFor(slack, address, { kill, timing: { jobs: { pollMs: 60_000 } } }));
    onTestFinished(doomed.dispose);
    const port = await doomed.started;
    await doomed.arm();
    await expect(send(port, 'Globex')).rejects.toThrow();
    expect(await doomed.ended).toBe('SIGKILL');
    expect(readFileSync(kill.file, 'utf8')).toMatch(DELIVERY);
    expect((await leads()).map(({ company }) => company)).toEqual(stored);
  });
});
