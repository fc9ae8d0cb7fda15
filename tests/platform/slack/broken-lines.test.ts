import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECOND } from '../../../src/core/instants.ts';
import { InDoubt } from '../../../src/platform/slack/client/errors.ts';
import type { Listeners } from '../../../src/platform/slack/listeners/listeners.ts';
import { startHalfOpenProxy } from './half-open-proxy.ts';
import { selfSigned } from './self-signed.ts';
import { connect, openSlack } from './workspace.ts';

const mine: Listeners<string> = {
  commands: [
    {
      command: '/lead',
      word: 'mine',
      usage: '',
      summary: 'your leads',
      run: async () => ({ kind: 'say', message: { text: 'None' } }),
    },
  ],
};

const hello = { to: { channel: 'C_LEADS' }, content: { text: 'Hello' }, op: 'op-1' } as const;
const remembered = {
  teamId: 'T_ACME',
  teamName: 'Acme',
  botUserId: 'U_BOT',
  botId: undefined,
  enterpriseId: undefined,
  url: undefined,
  scopes: undefined,
};

it('lines that have died without a word, for HTTP and for sockets, are noticed within a minute, with the real waiting times (row 14)', async () => {
  const proxy = await startHalfOpenProxy();
  const { slack, clock } = await openSlack({ origin: proxy.origin });
  proxy.leadTo(slack.port);
  const { baton } = await connect({ at: { slack, clock }, listeners: [mine] });
  await slack.until(() => slack.sockets.open.length === 2);
  await baton.client.identify();

  // Two sockets and at least one idle connection that the next call would use.
  expect(proxy.swallow()).toBeGreaterThanOrEqual(3);
  const diedAt = performance.now();
  await expect(baton.client.post(hello)).rejects.toBeInstanceOf(InDoubt);
  expect(performance.now() - diedAt).toBeLessThan(60 * SECOND);
  await baton.client.post(hello);
  await slack.until(() => slack.sockets.open.filter(({ number }) => number > 2).length === 2, { timeoutMs: 50_000 });
  expect(performance.now() - diedAt).toBeLessThan(60 * SECOND);
  expect(slack.records.callsOf('chat.postMessage')).toHaveLength(1);
});

describe('Slack’s name cannot be resolved', () => {
  it('what was to be said is known not to be said, and everything goes on when it can (row 15)', async () => {
    let isBroken = true;
    const reach: typeof fetch = (input, init) => fetch(isBroken ? 'https://slack.baton.invalid/api/' : input, init);
    const { slack, clock } = await openSlack();
    const { baton, log } = await connect({ at: { slack, clock }, fetch: reach, remembered, listeners: [mine] });
    const refused = await baton.client.post(hello).catch((error: unknown) => error);
    expect(refused).not.toBeInstanceOf(InDoubt);
    expect(refused).toMatchObject({ name: 'Transient', countsAsAttempt: false, retryAt: expect.any(Number) });
    const failed = () => log.lines.filter(({ event }) => event === 'slack.socket.failed');
    await slack.until(() => failed().length >= 4);
    expect(baton.ready()).toBe(false);
    isBroken = false;
    await slack.until(() => baton.ready());
    expect(await baton.client.post(hello)).toMatchObject({ channel: 'C_LEADS' });
    expect(slack.records.callsOf('chat.postMessage')).toHaveLength(1);
  });
});

describe('what answers in Slack’s place has a certificate that nobody vouches for', () => {
  it('it is told nothing, however often it is tried (row 15)', async () => {
    let requests = 0;
    const server = createServer(selfSigned(), () => {
      requests += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    const { slack, clock } = await openSlack();
    const apiUrl = `https://127.0.0.1:${address.port}/api/`;
    const { baton, log } = await connect({ at: { slack, clock }, apiUrl, remembered });
    const refused = await baton.client.post(hello).catch((error: unknown) => error);
    expect(refused).not.toBeInstanceOf(InDoubt);
    expect(refused).toMatchObject({ name: 'Transient', message: expect.stringContaining('SELF_SIGNED_CERT') });
    await slack.until(() => log.lines.filter(({ event }) => event === 'slack.socket.failed').length >= 4);
    expect(requests).toBe(0);
  });

  it('nothing in the program switches the check off (row 15)', () => {
    const offending = globSync(['src/**/*.ts', 'bin/*', 'playground/**/*.ts']).filter((path) =>
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/.test(readFileSync(path, 'utf8')),
    );
    expect(offending).toEqual([]);
  });
});
