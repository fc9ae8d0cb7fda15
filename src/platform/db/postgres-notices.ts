import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from './handles.ts';

const CHANNEL = 'baton';
const BEFORE_RECONNECT_MS = 1_000;

/**
 * Wake-up calls between processes by LISTEN and NOTIFY, on a connection of their own that is opened for the first listener
 * and opened again when it breaks. A call may be lost while it is broken: who needs it polls as well.
 */
export function listen(url: string, onLost: (error: Error) => void) {
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let listening: Promise<void> | undefined;

  const tellAll = () => {
    for (const listener of listeners) listener();
  };

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await listenOnce();
      } catch (error) {
        if (closing.signal.aborted) return;
        onLost(error instanceof Error ? error : new Error(String(error)));
        await pause(BEFORE_RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  /** Resolves when we close; rejects when the connection is lost. */
  async function listenOnce(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 });
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    client.on('error', reject);
    client.on('end', () => reject(new Error('The connection that listens for notices has ended.')));
    client.on('notification', tellAll);
    closing.signal.addEventListener('abort', () => resolve(), { once: true });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Something may have happened while nobody listened.
      tellAll();
      await ended;
    } finally {
      ended.catch(() => {});
      await client.end();
    }
  }

  return {
    add(listener: () => void): () => void {
      listeners.add(listener);
      listening ??= keepListening();
      return () => listeners.delete(listener);
    },
    async send(tx: Tx): Promise<void> {
      await sql`select pg_notify(${CHANNEL}, '')`.execute(tx);
    },
    async close(): Promise<void> {
      closing.abort();
      await listening;
    },
  };
}
