import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duration } from '../../core/instants.ts';
import { faultOf } from '../db/faults.ts';
import { Transient } from '../errors.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';
import {
  encodedBody,
  failed,
  notFound,
  notNow,
  refuseConnection,
  send,
  sendBeforeEnd,
  standingHeaders,
  tooLarge,
  wrongMethod,
} from './answers.ts';
import { isEncoded, readBody } from './body.ts';
import type { HttpAnswer, HttpRequest } from './handler.ts';
import { createRouter, pathOf, type Route } from './router.ts';

export interface HttpLimits {
  /** Bytes of one body; one more is answered with 413. */
  readonly bodyBytes: number;
  /** From the first byte, or the connection, to the end of the headers. */
  readonly headersMs: Duration;
  /** From the first byte to the end of the body. */
  readonly bodyMs: Duration;
  /** How long a sender whose body is too large may go on sending, so that it can read the answer. */
  readonly lingerMs: Duration;
  /**
   * How long a connection stays open after an answer. Longer than proxies keep theirs (Caddy two minutes, others less): whoever
   * closes first may do so while the next request is on its way, and a proxy then answers 502 for a lead that we never saw.
   */
  readonly idleMs: Duration;
  /** As many as this at a time; those that nothing goes over give way to new ones. */
  readonly connections: number;
}

/** INTAKE-6. */
const defaultLimits: HttpLimits = {
  bodyBytes: 1_048_576,
  headersMs: 10_000,
  bodyMs: 15_000,
  lingerMs: 2_000,
  idleMs: 130_000,
  connections: 4_000,
};

export interface HttpServer {
  /** Rejects with a sentence when the port cannot be had. Port 0 takes any free one. */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** Takes nothing new, finishes what runs, and cuts what still runs after `deadlineMs`. */
  close(deadlineMs: Duration): Promise<void>;
}

export interface HttpServerOptions {
  readonly routes: readonly Route[];
  /** Bolt's own listener for requests of Slack (HTTP mode): it reads and verifies the body itself. */
  readonly passThrough?: { readonly path: string; readonly listener: RequestListener } | undefined;
  readonly ids: Ids;
  readonly log: Pick<Log, 'error'>;
  readonly limits?: Partial<HttpLimits> | undefined;
}

/** The one HTTP server of a process: bodies are read whole and bounded before a route sees them. */
export function createHttpServer({ routes, passThrough, ids, log, limits }: HttpServerOptions): HttpServer {
  const bounds = { ...defaultLimits, ...limits };
  const find = createRouter(routes);
  const unused = new Set<Socket>();
  let open = 0;
  let closing = false;

  const server = createServer({
    headersTimeout: bounds.headersMs,
    requestTimeout: bounds.bodyMs,
    keepAliveTimeout: bounds.idleMs,
    // Node looks for late connections every 30 s by default, which would stretch both limits by as much.
    connectionsCheckingInterval: Math.min(1_000, bounds.headersMs / 4),
  });
  server.maxConnections = bounds.connections;
  server.on('connection', (socket) => {
    unused.add(socket);
    open += 1;
    socket.once('close', () => {
      unused.delete(socket);
      open -= 1;
    });
    if (open >= bounds.connections) server.closeIdleConnections();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseConnection(socket, error.code));
  server.on('request', (request, response) => {
    unused.delete(request.socket);
    response.once('close', () => {
      if (closing) server.closeIdleConnections();
    });
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    if (passThrough !== undefined && pathOf(url) === passThrough.path) {
      hand(request, response, passThrough.listener);
      return;
    }
    const match = find(method, url);
    if (match.kind === 'nowhere') return answer(response, notFound);
    if (match.kind === 'wrong-method') return answer(response, wrongMethod(match.allow));
    if (isEncoded(request)) return answer(response, encodedBody);

    const body = await readBody(request, bounds.bodyBytes);
    if (body.kind === 'gone') return;
    if (body.kind === 'too-large') return sendBeforeEnd(response, tooLarge, bounds.lingerMs);
    await run(match.route, response, {
      params: match.params,
      headers: request.headers,
      rawBody: body.bytes,
      method,
      url,
      remote: request.socket.remoteAddress ?? '',
    });
  }

  async function run(route: Route, response: ServerResponse, request: HttpRequest): Promise<void> {
    try {
      answer(response, await route.handle(request));
    } catch (error) {
      const id = ids.next();
      const isPassing = error instanceof Transient || faultOf(error) !== undefined;
      // The path as declared, not as sent: a query or a parameter may hold a secret.
      log.error(isPassing ? 'http.unavailable' : 'http.failed', {
        error,
        faultId: id,
        method: request.method,
        path: route.path,
      });
      if (response.headersSent) response.destroy();
      else answer(response, isPassing ? notNow : failed(id));
    }
  }

  /** Bolt reads, bounds (4 MB) and verifies the body itself; a length beyond our own limit doesn't get there. */
  function hand(request: IncomingMessage, response: ServerResponse, listener: RequestListener): void {
    if (Number(request.headers['content-length'] ?? 0) > bounds.bodyBytes) {
      sendBeforeEnd(response, tooLarge, bounds.lingerMs);
      return;
    }
    for (const [name, value] of Object.entries(standingHeaders)) response.setHeader(name, value);
    if (closing) response.shouldKeepAlive = false;
    listener(request, response);
  }

  function answer(response: ServerResponse, given: HttpAnswer): void {
    if (closing) response.shouldKeepAlive = false;
    send(response, given);
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refuse = (error: NodeJS.ErrnoException) => reject(readable(error, port));
        server.once('error', refuse);
        server.listen(port, host, () => {
          server.off('error', refuse);
          resolve({ port: portOf(server.address()) });
        });
      }),
    close: (deadlineMs) =>
      new Promise((resolve) => {
        closing = true;
        const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        // Node counts a connection that has not sent anything yet (browsers open some ahead) as busy.
        for (const socket of unused) socket.destroy();
      }),
  };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The message is for whoever starts Baton. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused';
}

function readable(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortRefused(`Port ${port} is taken by another program: stop it, or set PORT to a free one.`, {
      cause: error,
    });
  }
  if (error.code === 'EACCES') {
    return new PortRefused(`Port ${port} is not allowed for this user: set PORT to one above 1023.`, { cause: error });
  }
  return error;
}
