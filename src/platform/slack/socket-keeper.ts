import { type Duration, SECOND } from '../../core/instants.ts';
import type { Random } from '../ids.ts';
import type { Log } from '../log.ts';
import { pause, settles } from './pause.ts';
import { type Envelope, isHopeless, type Socket } from './socket.ts';

export interface KeeperDeps {
  readonly name: string;
  readonly connect: () => Socket;
  /** Lets openings through, spaced, for all sockets of the app. */
  readonly turnstile: () => Promise<void>;
  readonly onEnvelope: (envelope: Envelope, socket: Socket) => Promise<void>;
  readonly onChange: () => void;
  readonly onSign: () => void;
  readonly random: Random;
  readonly log: Log;
}

/** Keeps one connection open for ever: opens a replacement before Slack closes the old one, and a new one after any loss. */
export interface Keeper {
  /** The connection, if it is open. */
  readonly connection: Socket | undefined;
  /** Resolves when the first attempt has ended, well or not; rejects only if trying again is hopeless. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const HELLO_WITHIN: Duration = 15 * SECOND;
const LOOK_EVERY: Duration = SECOND;
const LONGEST_BACKOFF: Duration = 8 * SECOND;
/** A replaced connection over which nothing has come for this long is closed, */
const QUIET: Duration = 2 * SECOND;
/** and any after this long: Slack allows ten. */
const RETIREMENT: Duration = 10 * SECOND;
/** A connection that is just being opened is not waited for longer; it closes itself. */
const STOP_WITHIN: Duration = SECOND;

export function createKeeper(deps: KeeperDeps): Keeper {
  const { name, connect, turnstile, random, log } = deps;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const lines = new Map<Socket, { readonly work: Set<Promise<void>>; isBusy: boolean }>();
  let current: Socket | undefined;
  let loop: Promise<void> = Promise.resolve();

  async function open(): Promise<Socket> {
    const socket = connect();
    const its = { work: new Set<Promise<void>>(), isBusy: true };
    socket.onSign = deps.onSign;
    socket.onEnvelope = (envelope) => {
      its.isBusy = true;
      const work = deps.onEnvelope(envelope, socket).finally(() => its.work.delete(work));
      its.work.add(work);
    };
    await Promise.race([turnstile(), stopped]);
    if (stopping.signal.aborted) throw new Error('Stopping');
    await socket.open(HELLO_WITHIN);
    lines.set(socket, its);
    // Stopping didn't wait for this one.
    if (stopping.signal.aborted) await socket.shut();
    return socket;
  }

  /** Resolves when the connection must be replaced: true if it still works until then. */
  async function ended(socket: Socket): Promise<boolean> {
    const asked = new AbortController();
    socket.onRefresh = (reason) => {
      log.info('slack.socket.refresh', { socket: name, reason });
      asked.abort();
    };
    // The SDK closes a connection whose pings are not answered, but waits half a minute before it says so.
    const over = AbortSignal.any([asked.signal, stopping.signal, socket.gone]);
    while (!over.aborted && socket.isOpen) await pause(LOOK_EVERY, over);
    return socket.isOpen;
  }

  /** Slack closes what it has asked us to replace; closing first could meet an envelope that is on its way. */
  async function retire(socket: Socket): Promise<void> {
    const its = lines.get(socket);
    for (let left = RETIREMENT / QUIET; left > 0 && socket.isOpen && its?.isBusy === true; left -= 1) {
      its.isBusy = false;
      await pause(QUIET, AbortSignal.any([stopping.signal, socket.gone]));
    }
    await settles(Promise.allSettled(its?.work ?? new Set<Promise<void>>()), QUIET);
    lines.delete(socket);
    await socket.shut();
  }

  async function keep(firstAttempt: (error?: unknown) => void): Promise<void> {
    let failures = 0;
    let replaced: Socket | undefined;
    while (!stopping.signal.aborted) {
      try {
        current = await open();
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        firstAttempt(error);
        log.warn('slack.socket.failed', { socket: name, attempt: failures, error });
        await pause(backoff(failures, random), stopping.signal);
        continue;
      }
      failures = 0;
      firstAttempt();
      log.info('slack.socket.connected', { socket: name });
      deps.onChange();
      if (replaced !== undefined) void retire(replaced);
      const isUsable = await ended(current);
      if (stopping.signal.aborted) return;
      if (!isUsable) {
        log.warn('slack.socket.lost', { socket: name });
        deps.onChange();
      }
      replaced = current;
    }
  }

  return {
    get connection() {
      return current?.isOpen ? current : undefined;
    },
    start: () =>
      new Promise((resolve, reject) => {
        loop = keep((error) => (isHopeless(error) ? reject(error) : resolve()));
      }),
    async stop() {
      stopping.abort();
      await settles(loop, STOP_WITHIN);
      const open = new Set([...lines.keys(), ...(current === undefined ? [] : [current])]);
      await Promise.all([...open].map((socket) => socket.shut()));
    },
  };
}

const backoff = (failures: number, random: Random): Duration =>
  Math.min(LONGEST_BACKOFF, SECOND * 2 ** (failures - 1)) * (0.5 + random.fraction() / 2);
