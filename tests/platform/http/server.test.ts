import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DatabaseTrouble } from '../../../src/platform/db/faults.ts';
import { type HttpRequest, jsonAnswer, textAnswer } from '../../../src/platform/http/handler.ts';
import type { Route } from '../../../src/platform/http/router.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../../src/platform/http/server.ts';

const MEGABYTE = 1_048_576;
const running: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(0)));
});

async function start(options: Partial<HttpServerOptions> = {}) {
  const seen: HttpRequest[] = [];
  const logged: unknown[] = [];
  const routes: Route[] = [
    { method: 'GET', path: '/healthz', handle: async () => textAnswer(200, 'ok\n') },
    {
      method: 'POST',
      path: '/hooks/:endpoint',
      handle: async (request) => {
        seen.push(request);
        return jsonAnswer(200, { bytes: request.rawBody.length });
      },
    },
    {
      method: 'GET',
      path: '/broken',
      handle: async () => {
        throw new Error('secret detail');
      },
    },
    { method: 'GET', path: '/unspeakable', handle: async () => textAnswer(200, '', { 'x-bad': 'a\r\nb: c' }) },
  ];
  const server = createHttpServer({
    routes,
    ids: { next: () => 'id-1' },
    log: { error: (event, fields) => logged.push({ event, ...fields }) },
    ...options,
  });
  running.push(server);
  const { port } = await server.listen(0, '127.0.0.1');
  return { server, port, seen, logged, url: (path: string) => `http://127.0.0.1:${port}${path}` };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Node's own client, because fetch refuses TRACE and hides what happens to the connection. */
function ask(port: number, method: string, path: string, headers = {}, body: string | Buffer = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, host: '127.0.0.1', method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What a socket was told until it was closed. */
async function untilClosed(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString();
  });
  socket.on('error', () => {});
  if (!socket.destroyed) await once(socket, 'close');
  return said;
}

describe('requests and answers', () => {
  it('gives a route the raw bytes, its parameters and its headers', async () => {
    const { url, seen } = await start();
    const bytes = new Uint8Array([0, 255, 254, 10]);
    const answer = await fetch(url('/hooks/web%20form?a=1'), {
      method: 'POST',
      body: bytes,
      headers: { 'X-One': '1' },
    });
    expect(await answer.json()).toEqual({ bytes: 4 });
    const [request] = seen;
    expect(request).toMatchObject({ method: 'POST', url: '/hooks/web%20form?a=1', remote: '127.0.0.1' });
    expect(request?.params.endpoint).toBe('web form');
    expect(request?.headers['x-one']).toBe('1');
    expect(request?.rawBody).toEqual(Buffer.from(bytes));
  });

  it.each([
    ['GET', '/healthz', 200],
    ['HEAD', '/healthz', 200],
    ['GET', '/nowhere', 404],
    ['GET', '/toString', 404],
    ['TRACE', '/healthz', 405],
    ['DELETE', '/hooks/a', 405],
    ['GET', '/broken', 500],
    ['GET', '/unspeakable', 500],
  ])(
    '%s %s is answered %i with a type, a charset and no-store, and says nothing about the software',
    async (method, path, status) => {
      const { port } = await start();
      const answer = await ask(port, method, path, { 'x-canary': 'echo-me' });
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers.server).toBeUndefined();
      expect(answer.body).not.toContain('echo-me');
    },
  );

  it('says which methods a path has', async () => {
    const { port } = await start();
    expect((await ask(port, 'TRACE', '/healthz')).headers.allow).toBe('GET, HEAD');
    expect((await ask(port, 'GET', '/hooks/a')).headers.allow).toBe('POST');
  });

  it('answers a bug with an id that is also in the log, and nothing else of it', async () => {
    const { port, logged } = await start();
    const answer = await ask(port, 'GET', '/broken?token=hush');
    expect(answer.body).toContain('id-1');
    expect(answer.body).not.toContain('secret detail');
    expect(logged).toEqual([
      { event: 'http.failed', faultId: 'id-1', method: 'GET', path: '/broken', error: expect.any(Error) },
    ]);
    expect(JSON.stringify(logged)).not.toContain('hush');
  });

  it('asks the sender to come again while the database can’t do it (rows 32, 33, 35)', async () => {
    const handle = async () => {
      throw new DatabaseTrouble('full', new Error('SQLITE_FULL'));
    };
    const { port, logged } = await start({ routes: [{ method: 'POST', path: '/hooks/:endpoint', handle }] });
    const answer = await ask(port, 'POST', '/hooks/a', {}, '{}');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5', 'cache-control': 'no-store' } });
    expect(answer.body).toBe('Not now: please send it again.\n');
    expect(logged).toMatchObject([{ event: 'http.unavailable', path: '/hooks/:endpoint' }]);
  });

  it('refuses compressed bodies before reading them', async () => {
    const { port, seen } = await start();
    expect((await ask(port, 'POST', '/hooks/a', { 'content-encoding': 'gzip' }, 'x')).status).toBe(415);
    expect((await ask(port, 'POST', '/hooks/a', { 'content-encoding': 'identity' }, 'x')).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  it('says in a sentence that a port is taken', async () => {
    const { port } = await start();
    const second = createHttpServer({ routes: [], ids: { next: () => '' }, log: { error: () => {} } });
    await expect(second.listen(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken by another program`);
  });
});

describe('the limit of a body', () => {
  it('is one megabyte: exactly that much is read, a byte more is not', async () => {
    const { port, seen } = await start();
    expect((await ask(port, 'POST', '/hooks/a', {}, Buffer.alloc(MEGABYTE))).status).toBe(200);
    expect((await ask(port, 'POST', '/hooks/a', {}, Buffer.alloc(MEGABYTE + 1))).status).toBe(413);
    expect(seen).toHaveLength(1);
  });

  it('holds without a declared length, and the sender can read why although it goes on sending', async () => {
    const { port, seen } = await start();
    const chunked = { 'transfer-encoding': 'chunked' };
    const answer = await ask(port, 'POST', '/hooks/a', chunked, Buffer.alloc(8 * MEGABYTE));
    expect(answer).toMatchObject({ status: 413, headers: { connection: 'close' } });
    expect(seen).toHaveLength(0);
  });

  it('ends a sender that never stops', async () => {
    const { port } = await start({ limits: { lingerMs: 50 } });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n');
    const more = () => socket.writable && socket.write(Buffer.alloc(65_536), () => setImmediate(more));
    more();
    expect(await untilClosed(socket)).toContain('HTTP/1.1 413');
  });

  it('holds for what is passed through, too', async () => {
    let passed = 0;
    const passThrough = {
      path: '/slack/events',
      listener: (_request: unknown, response: { end(text: string): void }) => {
        passed += 1;
        response.end('from Bolt');
      },
    };
    const { port } = await start({ passThrough });
    const answer = await ask(port, 'POST', '/slack/events?x=1', {}, 'payload=1');
    expect(answer).toMatchObject({ status: 200, body: 'from Bolt', headers: { 'cache-control': 'no-store' } });
    expect((await ask(port, 'POST', '/slack/events', {}, Buffer.alloc(MEGABYTE + 1))).status).toBe(413);
    expect((await ask(port, 'POST', '/slack/eventsx', {}, '')).status).toBe(404);
    expect(passed).toBe(1);
  });
});

describe('connections that waste time', () => {
  // A body may take its time; whoever does not even say what they want may not.
  const ofHeaders = { headersMs: 100, bodyMs: 600_000 };
  const ofBodies = { headersMs: 100, bodyMs: 200 };

  it.each([
    ['sends nothing', '', ofHeaders],
    ['sends half a header', 'POST /hooks/a HTTP/1.1\r\nHo', ofHeaders],
    ['sends half a body', 'POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{', ofBodies],
  ])('one that %s is ended with 408', async (_what, text, limits) => {
    const { port, seen } = await start({ limits });
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    const said = await untilClosed(socket);
    expect(said).toContain('HTTP/1.1 408 Request Timeout');
    expect(said).toContain('charset=utf-8');
    expect(seen).toHaveLength(0);
  });

  it('that is idle outlives those of proxies: none sends a lead into one that we are just closing', async () => {
    const { url } = await start();
    const answer = await fetch(url('/healthz'));
    // Caddy closes after 120 s, the others sooner.
    expect(answer.headers.get('keep-alive')).toBe('timeout=130');
  });

  it('that is idle gives way when as many are open as may be', async () => {
    const { port } = await start({ limits: { connections: 3 } });
    const visit = async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
      const [said] = await once(socket, 'data');
      expect(String(said)).toContain('HTTP/1.1 200');
      return { socket, gone: untilClosed(socket) };
    };
    const [first, second] = [await visit(), await visit()];
    const third = await visit();
    await Promise.all([first.gone, second.gone]);
    const later = await visit();
    expect(third.socket.destroyed).toBe(false);
    for (const { socket } of [third, later]) socket.destroy();
  });

  it.each([
    ['is not HTTP', 'hello\r\n\r\n', '400'],
    ['has a header of 100 kB', `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, '431'],
    ['has two lengths', 'POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', '400'],
  ])('one that %s is refused', async (_what, text, status) => {
    const { port } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    expect(await untilClosed(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('a sender that hangs up in the middle harms nobody', async () => {
    const { port, seen, logged } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /hooks/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{', () => socket.destroy());
    await untilClosed(socket);
    expect((await ask(port, 'GET', '/healthz')).status).toBe(200);
    expect({ seen, logged }).toEqual({ seen: [], logged: [] });
  });
});

describe('closing', () => {
  const slow = () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const route: Route = {
      method: 'GET',
      path: '/slow',
      handle: async () => {
        begun.resolve();
        await finish.promise;
        return textAnswer(200, 'finished');
      },
    };
    return { begun: begun.promise, finish: finish.resolve, route };
  };

  it('finishes what runs, tells it to hang up, and takes nothing new', async () => {
    const { begun, finish, route } = slow();
    const { server, port, url } = await start({ routes: [route] });
    const answer = fetch(url('/slow'));
    await begun;
    const closed = server.close(10_000);
    await expect(ask(port, 'GET', '/slow')).rejects.toThrow('ECONNREFUSED');
    finish();
    const finished = await answer;
    expect(finished.headers.get('connection')).toBe('close');
    expect(await finished.text()).toBe('finished');
    await closed;
  });

  it('cuts what still runs at the deadline', async () => {
    const { begun, route } = slow();
    const { server, port } = await start({ routes: [route] });
    const answer = ask(port, 'GET', '/slow');
    const cut = expect(answer).rejects.toThrow('socket hang up');
    await begun;
    await server.close(10);
    await cut;
  });

  it('waits neither for connections that were opened ahead nor for idle ones', async () => {
    const { server, port, url } = await start();
    const ahead = connect(port, '127.0.0.1');
    await once(ahead, 'connect');
    // The answer proves that the server has accepted both connections.
    await (await fetch(url('/healthz'))).text();
    const gone = untilClosed(ahead);
    await server.close(60_000);
    expect(await gone).toBe('');
  });

  it('twice, or before listening, is harmless', async () => {
    const { server } = await start();
    await server.close(1_000);
    await server.close(1_000);
  });
});
