import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { SocketServer } from './sockets.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** How Slack can be away: nothing listens, connections break, or every answer is 503. */
export type OutageKind = 'refuse' | 'reset' | 'unavailable';

export interface HttpServer {
  readonly port: number;
  /** Answers nothing until the returned function is called. Sockets are cut. */
  outage(kind: OutageKind): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Listens on loopback; `routes` are path prefixes. */
export async function startHttpServer(
  routes: Readonly<Record<string, Handler>>,
  sockets: SocketServer,
  port: number,
): Promise<HttpServer> {
  let away: OutageKind | undefined;
  const server = createServer((request, response) => {
    if (away === 'unavailable') return void response.writeHead(503).end();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const handler = Object.entries(routes).find(([prefix]) => url.pathname.startsWith(prefix))?.[1];
    if (!handler) return void response.writeHead(404).end();
    // A caller that goes away in the middle of its request is no matter of ours.
    handler(request, response, url).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.on('connection', (socket: Socket) => {
    if (away === 'reset') socket.resetAndDestroy();
  });
  server.on('upgrade', (request, socket, head) => {
    if (away) return void socket.destroy();
    sockets.upgrade(request, socket, head, new URL(request.url ?? '/', 'http://127.0.0.1'));
  });
  await listen(server, port);
  const given = (server.address() as AddressInfo).port;

  return {
    port: given,
    async outage(kind) {
      away = kind;
      sockets.terminate();
      server.closeAllConnections();
      if (kind === 'refuse') await shut(server);
      return async () => {
        away = undefined;
        if (kind === 'refuse') await listen(server, given);
      };
    },
    async stop() {
      sockets.stop();
      if (server.listening) await shut(server);
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

async function shut(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
