import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The least of a Slack that Baton, and every program that it is measured beside, can talk to. The playground's Slack checks
 * and remembers everything, which takes longer than what is measured here.
 */
export interface SlackStub {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Called with each message that is posted: its body as it was sent, and when, on `performance.now()`. */
  onPost: (body: string, at: number) => void;
  /** How long Slack needs for an answer, in milliseconds. */
  latency: number;
  /** Sends an envelope over the newest socket of this app token; resolves after how many milliseconds it was acknowledged. */
  deliver(appToken: string, envelope: { readonly envelope_id: string }): Promise<number>;
  /** Resolves when a socket of this app token is open. */
  connected(appToken: string): Promise<void>;
  close(): Promise<void>;
}

export interface StubPerson {
  readonly id: string;
  readonly name: string;
  readonly isAdmin?: boolean;
}

export const TEAM = 'T_BENCH';
export const CHANNEL = 'C_LEADS';

export async function startSlackStub(people: readonly StubPerson[]): Promise<SlackStub> {
  const sockets = new Map<string, WebSocket>();
  const waiting = new Map<string, (at: number) => void>();
  const answers = answersFor(people);
  const server = createServer((request, response) => void serve(request, response));
  const lines = new WebSocketServer({ server });
  let posted = 0;

  lines.on('connection', (socket, { url }) => {
    sockets.set(url?.slice(1) ?? '', socket);
    socket.on('message', (data: Buffer) => {
      const at = performance.now();
      const { envelope_id: id } = JSON.parse(data.toString());
      waiting.get(id)?.(at);
      waiting.delete(id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A_BENCH' } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    request.setEncoding('utf8');
    let body = '';
    for await (const part of request) body += part;
    const method = request.url?.split('/').at(-1) ?? '';
    if (method === 'chat.postMessage') {
      posted += 1;
      stub.onPost(body, at);
    }
    const ts = `1772614800.${String(posted).padStart(6, '0')}`;
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const answer = { ok: true, channel: CHANNEL, ts, url: `ws://127.0.0.1:${port}/${token}`, ...answers[method] };
    if (stub.latency > 0) await new Promise((resolve) => setTimeout(resolve, stub.latency));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  const stub: SlackStub = {
    url: `http://127.0.0.1:${port}/api/`,
    onPost: () => {},
    latency: 0,
    deliver: (appToken, envelope) =>
      new Promise((resolve) => {
        const sentAt = performance.now();
        waiting.set(envelope.envelope_id, (at) => resolve(at - sentAt));
        sockets.get(appToken)?.send(JSON.stringify(envelope));
      }),
    async connected(appToken) {
      while (sockets.get(appToken)?.readyState !== 1) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async close() {
      for (const socket of lines.clients) socket.terminate();
      lines.close();
      server.close();
      server.closeAllConnections();
    },
  };
  return stub;
}

function answersFor(people: readonly StubPerson[]): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const members = people.map(({ id, name, isAdmin = false }) => ({
    id,
    team_id: TEAM,
    name,
    is_admin: isAdmin,
    tz: 'Europe/Berlin',
    profile: { real_name: name },
  }));
  return {
    'auth.test': { team_id: TEAM, team: 'Bench', user_id: 'U_BATON', bot_id: 'B_BATON' },
    'users.list': { members },
    'conversations.info': { channel: { id: CHANNEL, name: 'leads', is_member: true } },
    'conversations.members': { members: members.map(({ id }) => id) },
  };
}
