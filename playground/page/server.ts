import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Show } from '../show.ts';
import { refusal, safeHeaders } from './guard.ts';
import type { Site } from './site.ts';
import { createSiteFiles } from './site-files.ts';
import { createWire } from './wire-server.ts';

export interface PageServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface PageServerOptions {
  readonly show: Show;
  readonly site: Site;
  readonly port: number;
  readonly host: string;
}

/** Serves the page's files, and at `/wire` the WebSocket over which it lives. */
export async function startPageServer({ show, site, port, host }: PageServerOptions): Promise<PageServer> {
  const find = createSiteFiles(site);
  const wire = createWire(show);
  const server = createServer((request, response) => answer(request, response, find));
  server.on('upgrade', (request, socket, head) => {
    const isRefused = refusal(request.headers, 'act') !== undefined || pathOf(request) !== '/wire';
    if (isRefused) socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    else wire.upgrade(request, socket, head);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      wire.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, find: ReturnType<typeof createSiteFiles>): void {
  const { headers, method = '' } = request;
  const isLook = method === 'GET' || method === 'HEAD';
  const plain = { ...safeHeaders(headers), 'content-type': 'text/plain; charset=utf-8' };
  const refused = refusal(headers, isLook ? 'look' : 'act');
  if (refused !== undefined) return void response.writeHead(403, plain).end(refused);
  if (!isLook) return void response.writeHead(405, { ...plain, allow: 'GET, HEAD' }).end('The page acts over /wire.\n');
  const file = find(pathOf(request));
  if (file === undefined) return void response.writeHead(404, plain).end('There is nothing here.\n');
  // The browser asks each time: another start may have built another page.
  const about = { ...safeHeaders(headers), 'cache-control': 'no-cache', etag: file.tag };
  if (headers['if-none-match'] === file.tag) return void response.writeHead(304, about).end();
  response.writeHead(200, { ...about, 'content-type': file.type, 'content-length': file.body.length });
  response.end(method === 'HEAD' ? undefined : file.body);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => URL.parse(url, 'http://localhost')?.pathname ?? '';
