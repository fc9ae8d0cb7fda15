import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openWorld } from '../../src/main.ts';
import { backends } from '../support/backends.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { audited } from './audited-office.ts';

it('whoever watches from outside is called after a clean audit, at the address of the environment', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('There is no database');
  const calls: (string | undefined)[] = [];
  const watchman = createServer((request, response) => {
    calls.push(request.url);
    response.end();
  });
  await new Promise<void>((resolve) => watchman.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void watchman.close());
  const { port } = watchman.address() as AddressInfo;
  const { env } = await withDatabase(backend);
  const read = readConfig({ ...env, HEARTBEAT_URL: `http://127.0.0.1:${port}/ping/baton`, LOG_LEVEL: 'silent' });
  if (read.kind === 'faults' || read.config.mode === 'playground') throw new Error('That is no environment');
  const world = await openWorld(read.config);
  onTestFinished(() => world.ports.database.close());
  const app = await createApp(read.config, { ...world, host: '127.0.0.1' });
  onTestFinished(() => app.stop());
  await app.start();
  const { isClean } = await audited({ app });
  expect(isClean).toBe(true);
  expect(calls).toContain('/ping/baton');
});
