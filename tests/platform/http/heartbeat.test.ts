import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHeartbeat } from '../../../src/platform/http/heartbeat.ts';

/** A watchman on this machine, and what is logged of calls to it. */
async function watched(answer: RequestListener) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const said: string[] = [];
  const say = (event: string, fields: Record<string, unknown> = {}) =>
    void said.push(`${event} ${JSON.stringify(fields)}`);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret?x=1`;
  await createHeartbeat(globalThis.fetch, url, { info: say, warn: say, error: say })();
  return { calls, said };
}

it('a heartbeat is one GET to its address', async () => {
  const { calls, said } = await watched((_, response) => response.end('OK'));
  expect([calls, said]).toEqual([['GET /ping/secret?x=1'], []]);
});

it('a heartbeat follows no redirect, and a failure is a line in the log without the address (row 59)', async () => {
  const redirected = await watched((_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/inside' }).end(),
  );
  expect(redirected.calls).toHaveLength(1);
  expect(redirected.said).toEqual([expect.stringMatching(/^heartbeat\.failed/)]);
  const refused = await watched((_, response) => response.writeHead(500).end());
  expect(refused.said).toEqual(['heartbeat.refused {"status":500}']);
  const cut = await watched((request) => request.socket.destroy());
  expect([...redirected.said, ...cut.said].join(' ')).not.toContain('secret');
});
