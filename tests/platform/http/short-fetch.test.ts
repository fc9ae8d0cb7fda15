import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { shortFetch, WholeResponse } from '../../../src/platform/http/short-fetch.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serving(listener: RequestListener): Promise<{ url: string; connections: () => number }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/test`, connections: () => connections };
}

const post = (url: string, more: RequestInit = {}) =>
  shortFetch(url, { method: 'POST', body: 'text=%C3%A4', redirect: 'error', ...more });

describe('a short call', () => {
  it('posts its text with its headers, and has the answer as a whole, twice over one connection', async () => {
    const heard: unknown[] = [];
    const { url, connections } = await serving((request, response) => {
      const { method, headers } = request;
      request.once('data', (body) => heard.push([method, headers['x-mine'], headers['content-length'], String(body)]));
      response.writeHead(201, 'Made', { 'content-type': 'application/json', 'x-twice': ['a', 'b'] });
      response.write('{"said":');
      response.end('"ä"}');
    });
    for (const _ of [1, 2]) {
      const answer = await post(url, { headers: { 'X-Mine': 'yes' } });
      expect(answer).toBeInstanceOf(WholeResponse);
      expect([answer.status, answer.statusText, answer.ok]).toEqual([201, 'Made', true]);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/json',
        'x-twice': 'a, b',
      });
      expect(await answer.text()).toBe('{"said":"ä"}');
      expect(await answer.json()).toEqual({ said: 'ä' });
      expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('{"said":"ä"}');
    }
    expect(heard).toEqual(Array(2).fill(['POST', 'yes', '11', 'text=%C3%A4']));
    expect(connections()).toBe(1);
  });

  it('needs no body, neither to be sent nor in the answer', async () => {
    const { url } = await serving((_, response) => response.writeHead(204).end());
    const answer = await shortFetch(url, { method: 'POST', redirect: 'error' });
    expect(answer).toBeInstanceOf(WholeResponse);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('follows no redirect', async () => {
    const { url } = await serving((_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end());
    await expect(post(url)).rejects.toThrow('redirect');
  });

  it('fails for a status that none is, and nothing else does', async () => {
    const { url } = await serving((_, response) =>
      response.socket?.end('HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n'),
    );
    await expect(post(url)).rejects.toThrow(RangeError);
  });

  it('fails with the reason of its signal, before the answer and in the midst of it', async () => {
    for (const begun of ['', '{"ok":']) {
      const late = new AbortController();
      const { url } = await serving((_, response) => {
        if (begun !== '') response.write(begun);
        setImmediate(() => late.abort(new DOMException('No answer in time', 'TimeoutError')));
      });
      await expect(post(url, { signal: late.signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    }
  });

  it('is encrypted where its address says so', async () => {
    const { url } = await serving((_, response) => response.end());
    await expect(post(url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'EPROTO' });
  });

  it('says by a code that nobody has heard it, and fails if the answer is cut', async () => {
    await expect(post('http://127.0.0.1:1/api/test')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const { url } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('{"ok"', () => response.socket?.destroy());
    });
    await expect(post(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});

it('whatever is no short call is one of Node’s own', async () => {
  const { url } = await serving((request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(request.method ?? ''));
  });
  const calls = [
    shortFetch(url),
    shortFetch(new Request(url, { method: 'POST', body: 'text', redirect: 'error' })),
    shortFetch(url, { method: 'POST', body: 'text' }),
    shortFetch(url, { method: 'POST', body: new FormData(), redirect: 'error' }),
  ];
  const answers = await Promise.all(calls);
  for (const answer of answers) expect(answer).not.toBeInstanceOf(WholeResponse);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['GET', 'POST', 'POST', 'POST']);
});
