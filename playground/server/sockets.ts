import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { realNow } from '../steered-clock.ts';
import { isRecord, type Json, parseJson, text } from './json.ts';
import type { World } from './world.ts';

const MOST_CONNECTIONS = 10;
const PING_EVERY = 5_000;
// Slack announces how long a connection will roughly live.
const APPROXIMATE_LIFE = 18_060;

/** One Socket Mode connection. */
interface SocketConnection {
  /** Counts from 1 in the order of opening. */
  readonly number: number;
  readonly openedAt: number;
  /** Takes what is sent to it and never passes it on; pings are still answered. */
  isSilent: boolean;
}

type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** The Socket Mode side of Slack, with its ways to go wrong. */
export interface Sockets {
  readonly open: readonly SocketConnection[];
  /** Asks the app to reconnect, then closes the connection if it hasn't after `graceMs` (default: the app has to close). */
  disconnect(reason: DisconnectReason, connection?: SocketConnection, graceMs?: number): void;
  /** Refreshes one connection after the other, every `everyMs` real milliseconds, until the returned function is called. */
  refreshEvery(everyMs: number): () => void;
  /** Closes without a word. */
  terminate(connection?: SocketConnection): void;
  /** From now on these connections (default: all that are open) swallow what is sent to them. */
  silence(connection?: SocketConnection): void;
  /** A half-open line: nothing is read or sent any more, pings among it, and nobody is told. */
  freeze(connection?: SocketConnection): void;
  /** Sends raw JSON to a connection (default: the next in turn). */
  sendRaw(frame: Json, connection?: SocketConnection): void;
}

interface Live extends SocketConnection {
  readonly socket: WebSocket;
  isFrozen: boolean;
}

type AckListener = (envelopeId: string, payload: unknown, connection: number) => void;

export interface SocketServer extends Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  /** Sends a frame to the next connection in turn; undefined if none is open. */
  sendInTurn(frame: Json): SocketConnection | undefined;
  /** Calls when a connection has closed. */
  onClose(listener: (connection: number) => void): void;
  onAck(listener: AckListener): void;
  stop(): void;
}

export function createSockets(world: World): SocketServer {
  const server = new WebSocketServer({ noServer: true });
  const live: Live[] = [];
  const ackListeners: AckListener[] = [];
  const closeListeners: ((connection: number) => void)[] = [];
  let opened = 0;
  let turn = 0;

  function welcome(socket: WebSocket): void {
    opened += 1;
    const connection: Live = { number: opened, openedAt: realNow(), isSilent: false, isFrozen: false, socket };
    if (live.length >= MOST_CONNECTIONS) {
      write(connection, { type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo });
      socket.close();
      world.reject('socket', 'too_many_websockets');
      return;
    }
    live.push(connection);
    const stopPings = world.timers.every(PING_EVERY, () => {
      if (!connection.isFrozen) socket.ping();
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => hear(connection, Buffer.isBuffer(data) ? data.toString() : ''));
    socket.on('close', () => {
      stopPings();
      live.splice(live.indexOf(connection), 1);
      for (const listener of closeListeners) listener(connection.number);
      world.changes.changed();
    });
    write(connection, {
      type: 'hello',
      num_connections: live.length,
      debug_info: { ...debugInfo, approximate_connection_time: APPROXIMATE_LIFE },
      connection_info: { app_id: world.app.appId },
    });
    world.changes.changed();
  }

  function hear(connection: Live, data: string): void {
    const frame = parseJson(data);
    const id = isRecord(frame) ? text(frame.envelope_id) : undefined;
    if (id === undefined || !isRecord(frame)) {
      world.reject('socket', 'not_an_acknowledgement', { data });
      return;
    }
    for (const listener of ackListeners) listener(id, frame.payload, connection.number);
  }

  const find = (connection: SocketConnection | undefined): Live[] =>
    connection ? live.filter((one) => one.number === connection.number) : [...live];

  function next(): Live | undefined {
    const ready = live.filter((one) => one.socket.readyState === one.socket.OPEN);
    turn += 1;
    return ready[turn % ready.length];
  }

  function disconnect(reason: DisconnectReason, connection?: SocketConnection, graceMs?: number): void {
    for (const one of find(connection)) {
      write(one, { type: 'disconnect', reason, debug_info: debugInfo });
      if (graceMs !== undefined) world.timers.after(graceMs, () => one.socket.close());
    }
  }

  return {
    get open() {
      return live;
    },
    disconnect,
    refreshEvery(everyMs) {
      let refreshed = 0;
      return world.timers.every(everyMs, () => {
        refreshed += 1;
        const one = live[refreshed % live.length];
        if (one) disconnect('refresh_requested', one);
      });
    },
    terminate(connection) {
      for (const one of find(connection)) one.socket.terminate();
    },
    silence(connection) {
      for (const one of find(connection)) one.isSilent = true;
    },
    freeze(connection) {
      for (const one of find(connection)) {
        one.isSilent = true;
        one.isFrozen = true;
        one.socket.pause();
      }
    },
    sendRaw(frame, connection) {
      const target = connection ? find(connection)[0] : next();
      if (!target) throw new Error('No socket is open.');
      write(target, frame);
    },
    upgrade(request, socket, head, url) {
      const ticket = url.searchParams.get('ticket') ?? '';
      if (url.pathname !== '/link/' || !world.tickets.delete(ticket)) {
        world.reject('socket', 'invalid_ticket', { ticket });
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    sendInTurn(frame) {
      const connection = next();
      if (connection) write(connection, frame);
      return connection;
    },
    onClose: (listener) => void closeListeners.push(listener),
    onAck: (listener) => void ackListeners.push(listener),
    stop() {
      for (const one of live) one.socket.terminate();
      server.close();
    },
  };
}

const debugInfo = { host: 'applink-local', build_number: 1 };

function write(connection: Live, frame: Json): void {
  if (!connection.isSilent) connection.socket.send(JSON.stringify(frame));
}
