import type { Act, Outcome, Pane, Push, Request, Sections } from '../../wire.ts';
import { keepSame } from './sections.ts';

/** What the page knows: what the server has pushed so far, and whether it still does. */
export interface Known {
  readonly sections: Partial<Sections>;
  /** When the clock was pushed, in the browser's own milliseconds. */
  readonly clockAt: number;
  readonly isConnected: boolean;
  /** Whether it was connected before, so that one can tell a beginning from a loss. */
  readonly wasConnected: boolean;
}

/** The page's one connection to its server; it comes back by itself. */
export interface Socket {
  known(): Known;
  /** Calls back after each change until the answer is called. */
  subscribe(listener: () => void): () => void;
  /** Replaces what was watched before. */
  watch(panes: readonly Pane[], traffic: boolean): void;
  /** Does something, and tells what came of it; resolves also if the connection is lost. */
  act(act: Act): Promise<Outcome>;
}

export const LOST: Outcome = { kind: 'failed', text: 'We had some trouble connecting. Try again?' };

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 3_000;

/** Connects to `/wire` of the page's own origin. */
export function openSocket(address = `${location.origin.replace(/^http/, 'ws')}/wire`): Socket {
  let known: Known = { sections: {}, clockAt: 0, isConnected: false, wasConnected: false };
  let watched: Request | undefined;
  let socket = connect();
  let retryMs = FIRST_RETRY_MS;
  let lastId = 0;
  const listeners = new Set<() => void>();
  const waiting = new Map<number, (outcome: Outcome) => void>();

  return {
    known: () => known,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(panes, traffic) {
      watched = { kind: 'watch', panes: [...panes], traffic };
      send(watched);
    },
    act(act) {
      const id = ++lastId;
      if (!send({ kind: 'act', id, act })) return Promise.resolve(LOST);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      waiting.set(id, resolve);
      return promise;
    },
  };

  function connect(): WebSocket {
    const fresh = new WebSocket(address);
    fresh.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      learn({ isConnected: true, wasConnected: true });
      if (watched !== undefined) send(watched);
    });
    fresh.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Push));
    fresh.addEventListener('close', () => {
      learn({ isConnected: false });
      for (const resolve of waiting.values()) resolve(LOST);
      waiting.clear();
      setTimeout(() => {
        socket = connect();
      }, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
    return fresh;
  }

  function send(request: Request): boolean {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(request));
    return true;
  }

  function receive(push: Push): void {
    if (push.kind === 'sections') {
      const sections = keepSame(known.sections, { ...known.sections, ...push.sections });
      const clockAt = push.sections.clock === undefined ? known.clockAt : performance.now();
      learn({ sections, clockAt });
      return;
    }
    waiting.get(push.id)?.(push.outcome);
    waiting.delete(push.id);
  }

  function learn(news: Partial<Known>): void {
    known = { ...known, ...news };
    for (const listener of listeners) listener();
  }
}
