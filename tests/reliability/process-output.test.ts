import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { freePort } from './free-port.ts';

const [backend] = backends;

describe('whoever reads its log', () => {
  it('may hang up: the service goes on (row 63)', async () => {
    const { slack, env, send, cardsOf } = await withDatabase(backend ?? never());
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    baton.child.stdout?.destroy();
    baton.child.stderr?.destroy();
    for (const name of ['One', 'Two', 'Three']) expect(await send(port, name)).toBe(200);
    await slack.until(() => cardsOf('Three').length === 1);
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
  });

  it('may have no room left for it: the service goes on (row 63)', async () => {
    const { slack, env, send, cardsOf } = await withDatabase(backend ?? never());
    const port = await freePort();
    const under = ['sh', '-c', 'exec "$@" >/dev/full 2>&1', 'sh'];
    const baton = runProgram(['start'], { ...env, PORT: String(port) }, { under });
    const isAlive = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isAlive).toBe(true);
    for (const name of ['One', 'Two', 'Three']) expect(await send(port, name)).toBe(200);
    await slack.until(() => cardsOf('Three').length === 1);
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
  });
});

function never(): never {
  throw new Error('There is no database');
}
