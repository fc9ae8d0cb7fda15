import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutgoing, isLocalUrl, type OutgoingOptions } from '../../../src/platform/http/outgoing.ts';
import { reachOf } from '../../../src/platform/http/public-address.ts';

const out = (options: Partial<OutgoingOptions> = {}) => createOutgoing({ mayBeLocal: false, ...options });

/** A resolver to which every name is one of these addresses. */
const leadingTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

async function listening(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const post = (url: string, options: Partial<OutgoingOptions> = {}) =>
  out(options).post({ url, headers: { 'x-a': 'b' }, body: Buffer.from('{}') });

describe('where an address leads', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '64:ff9b::7f00:1',
    'not an address',
  ])('%s is inside', (address) => {
    expect(reachOf(address)).toBe('inside');
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(reachOf(address)).toBe('loopback');
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is out in the world', (address) => {
    expect(reachOf(address)).toBe('public');
  });
});

describe('an address that somebody names (row 59)', () => {
  it.each([
    ['https://crm.example.com/hook?key=1', undefined],
    ['https://93.184.215.14/hook', undefined],
    ['http://crm.example.com/hook', 'not-https'],
    ['ftp://crm.example.com/hook', 'not-https'],
    ['https://me:secret@crm.example.com/', 'credentials'],
    ['crm.example.com', 'not-a-url'],
    ['https://crm.example.com/#top', 'not-a-url'],
    ['https://169.254.169.254/latest', 'inside'],
    ['https://2130706433/', 'inside'],
    ['https://0x7f.1/', 'inside'],
    ['https://[::1]/', 'inside'],
    ['https://[::ffff:10.0.0.1]/', 'inside'],
    ['https://localhost/', 'inside'],
    ['https://app.localhost/', 'inside'],
    ['http://127.0.0.1:9/', 'not-https'],
  ])('%s', (url, expected) => {
    expect(out().objection(url)).toBe(expected);
  });

  it('may be on this machine where Slack is one on it, and nowhere else inside', () => {
    const local = out({ mayBeLocal: true });
    expect([local.objection('http://127.0.0.1:9/'), local.objection('http://localhost:9/')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(local.objection('http://10.0.0.1/')).toBe('not-https');
    expect(local.objection('https://10.0.0.1/')).toBe('inside');
    expect([isLocalUrl('http://127.0.0.1:4000/api/'), isLocalUrl('https://slack.com/api/')]).toEqual([true, false]);
  });
});

describe('a call', () => {
  it.each([['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['fd00::1']])(
    'of a name that leads to %s is not made',
    async (address) => {
      const calls: unknown[] = [];
      const port = await listening((request, response) => {
        calls.push(request.url);
        response.end();
      });
      const reached = await post(`https://crm.example.com:${port}/`, { resolve: leadingTo(address) });
      expect(reached).toEqual({ kind: 'failed', fault: 'inside' });
      const mixed = await post(`https://crm.example.com:${port}/`, { resolve: leadingTo('8.8.8.8', address) });
      expect([mixed, calls]).toEqual([{ kind: 'failed', fault: 'inside' }, []]);
    },
  );

  it('says what it was answered, follows no redirect, and reads no more than it must', async () => {
    const calls: string[] = [];
    const port = await listening((request, response) => {
      calls.push(`${request.method} ${request.url} ${String(request.headers['x-a'])}`);
      if (request.url === '/moved') response.writeHead(302, { location: '/inside' }).end();
      else if (request.url === '/busy') response.writeHead(429, { 'retry-after': '7' }).end();
      else response.end('x'.repeat(1_000_000));
    });
    const local = { mayBeLocal: true };
    const status = async (path: string) => post(`http://127.0.0.1:${port}${path}`, local);
    expect(await status('/long')).toEqual({ kind: 'answered', status: 200, retryAfter: undefined });
    expect(await status('/moved')).toMatchObject({ kind: 'answered', status: 302 });
    expect(await status('/busy')).toMatchObject({ status: 429, retryAfter: '7' });
    expect(calls).toEqual(['POST /long b', 'POST /moved b', 'POST /busy b']);
  });

  it('of a name on this machine is made where that is allowed', async () => {
    const port = await listening((_, response) => response.writeHead(204).end());
    const options = { mayBeLocal: true, resolve: leadingTo('127.0.0.1') };
    expect(await post(`http://localhost:${port}/`, options)).toMatchObject({ kind: 'answered', status: 204 });
  });

  it('that nobody takes, that takes too long or that breaks off says which of them it was', async () => {
    const silent = await listening(() => {});
    const cut = await listening((request) => request.socket.destroy());
    const local = { mayBeLocal: true };
    const fault = (url: string, options: Partial<OutgoingOptions> = {}) => post(url, { ...local, ...options });
    expect(await fault(`http://127.0.0.1:${silent}/`, { timeout: 50 })).toEqual({ kind: 'failed', fault: 'timeout' });
    expect(await fault(`http://127.0.0.1:${cut}/`)).toEqual({ kind: 'failed', fault: 'connection' });
    expect(await fault('http://127.0.0.1:1/')).toEqual({ kind: 'failed', fault: 'refused' });
    expect(await fault(`https://127.0.0.1:${cut}/`)).toEqual({ kind: 'failed', fault: 'connection' });
    const resolve = () => Promise.reject(Object.assign(new Error('No such name'), { code: 'ENOTFOUND' }));
    expect(await fault('https://crm.example.com/', { resolve })).toEqual({ kind: 'failed', fault: 'name' });
  });
});
