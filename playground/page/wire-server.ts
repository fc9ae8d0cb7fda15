import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Show } from '../show.ts';
import { realNow } from '../steered-clock.ts';
import { type Connection, createConnection } from './connection.ts';

/** All pages that are open, each over its own WebSocket. */
export interface Wire {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): void;
}

const LARGEST_REQUEST = 1_000_000;
// In real milliseconds: long enough for what changes together to travel together.
const PAUSE = 4;

// WebSocket close codes (RFC 6455, 7.4.1).
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

export function createWire(show: Show): Wire {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST });
  const connections = new Set<Connection>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Before this moment nothing is sent again, so that a machine that is busy with drawing doesn't do nothing else. */
  let restUntil = 0;

  /** Sends everybody what is new to them. What one page shows as read is read on the others, too. */
  function pushAll(): void {
    clearTimeout(timer);
    timer = undefined;
    const startedAt = realNow();
    for (const connection of connections) connection.markRead();
    for (const connection of connections) connection.push();
    const endedAt = realNow();
    restUntil = endedAt + 2 * (endedAt - startedAt);
  }

  const unsubscribe = show.subscribe(() => {
    if (connections.size > 0) timer ??= setTimeout(pushAll, Math.max(PAUSE, restUntil - realNow()));
  });

  function welcome(socket: WebSocket): void {
    const connection = createConnection({
      show,
      pushAll,
      send: (text) => socket.send(text),
      refuse: (reason) => socket.close(POLICY_VIOLATION, reason),
    });
    connections.add(connection);
    // A line that breaks closes right after.
    socket.on('error', () => {});
    socket.on('close', () => connections.delete(connection));
    socket.on('message', (data, isBinary) => {
      connection.hear(isBinary || !Buffer.isBuffer(data) ? '' : data.toString());
    });
  }

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, welcome),
    stop() {
      unsubscribe();
      clearTimeout(timer);
      for (const socket of server.clients) socket.close(GOING_AWAY, 'The playground has been stopped.');
      server.close();
    },
  };
}
