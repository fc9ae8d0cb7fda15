import { WebAPIRateLimitedError } from '@slack/web-api';
import { type Duration, HOUR, MINUTE, SECOND } from '../../../core/instants.ts';
import type { Random } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { pause, settles, type Turnstile } from '../pause.ts';
import { type Envelope, isHopeless, type Socket } from './socket.ts';

export interface KeeperDeps {
  readonly name: string;
  readonly connect: () => Socket;
  /** Lets openings through, spaced, for all sockets of the app. */
  readonly turnstile: Turnstile;
  readonly timing: KeeperTiming;
  readonly onEnvelope: (envelope: Envelope, socket: Socket) => Promise<void>;
  readonly onChange: () => void;
  readonly random: Random;
  readonly log: Log;
}

/** `SocketTiming` says what each means. */
export interface KeeperTiming {
  readonly spacing: Duration;
  readonly silence: Duration;
  readonly settled: Duration;
  readonly backoff: Duration;
}

/** Keeps one connection open for ever: opens a replacement before Slack closes the old one, and a new one after any loss. */
export interface Keeper {
  /** The connection, if it is open. */
  readonly connection: Socket | undefined;
  /** Resolves when the first attempt has ended, well or not; rejects only if trying again is hopeless. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Why a connection is replaced: it is gone, Slack asks for it, or nothing comes over it. */
type End = 'lost' | 'refresh' | 'silence';

const HELLO_WITHIN: Duration = 15 * SECOND;
const LOOK_EVERY: Duration = SECOND;
/** When Slack says that the app or its token is gone. */
const HOPELESS_PAUSE: Duration = MINUTE;
const LONGEST_CLOSURE: Duration = HOUR;
/** A replaced connection over which nothing has come for this long is closed, */
const QUIET: Duration = 2 * SECOND;
/** and any after this long: Slack allows ten. */
const RETIREMENT: Duration = 10 * SECOND;
/** A connection that is just being opened is not waited for longer; it closes itself. */
const STOP_WITHIN: Duration = SECOND;

export function createKeeper(deps: KeeperDeps): Keeper {
  const { name, connect, turnstile, timing, random, log } = deps;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const lines = new Map<Socket, Line>();
  let current: Socket | undefined;
  let loop: Promise<void> = Promise.resolve();

  async function open(): Promise<Socket> {
    const socket = connect();
    const its: Line = { work: new Set(), isBusy: true, onSign: () => {} };
    socket.onEnvelope = (envelope) => {
      its.isBusy = true;
      its.onSign();
      const work = deps.onEnvelope(envelope, socket).finally(() => its.work.delete(work));
      its.work.add(work);
    };
    await Promise.race([turnstile.pass(), stopped]);
    if (stopping.signal.aborted) throw new Error('Stopping');
    await socket.open(HELLO_WITHIN);
    lines.set(socket, its);
    // Stopping didn't wait for this one.
    if (stopping.signal.aborted) await socket.shut();
    return socket;
  }

  /** Resolves when the connection must be replaced, with the reason. */
  async function ended(socket: Socket): Promise<End> {
    const asked = socket.refreshAsked;
    const silent = new AbortController();
    const watchdog = setTimeout(() => silent.abort(), timing.silence * (0.9 + random.fraction() / 10)).unref();
    const its = lines.get(socket);
    if (its !== undefined) its.onSign = () => watchdog.refresh();
    // The SDK closes a connection whose pings are not answered, but waits half a minute before it says so.
    const over = AbortSignal.any([asked, silent.signal, stopping.signal, socket.gone]);
    while (!over.aborted && socket.isOpen) await pause(LOOK_EVERY, over);
    if (its !== undefined) its.onSign = () => {};
    clearTimeout(watchdog);
    if (!socket.isOpen) return 'lost';
    if (!asked.aborted) return 'silence';
    log.info('slack.socket.refresh', { socket: name, reason: String(asked.reason) });
    return 'refresh';
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
    let end: End = 'lost';
    while (!stopping.signal.aborted) {
      try {
        current = await open();
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        firstAttempt(error);
        log.warn('slack.socket.failed', { socket: name, attempt: failures, error });
        await putOff(error, failures);
        continue;
      }
      firstAttempt();
      // A quiet hour is no news.
      if (end !== 'silence') log.info('slack.socket.connected', { socket: name });
      deps.onChange();
      if (replaced !== undefined) void retire(replaced);
      const settled = AbortSignal.timeout(timing.settled);
      end = await ended(current);
      if (stopping.signal.aborted) return;
      if (end === 'lost') {
        log.warn('slack.socket.lost', { socket: name });
        deps.onChange();
      }
      replaced = current;
      // Slack that hangs up at once, again and again, is not to be called every second.
      failures = settled.aborted || end === 'silence' ? 0 : failures + 1;
      if (failures > 0) await pause(backoff(failures), stopping.signal);
    }
  }

  function putOff(error: unknown, failures: number): Promise<void> {
    if (error instanceof WebAPIRateLimitedError) {
      turnstile.closeFor(Math.min(LONGEST_CLOSURE, error.retryAfter * SECOND));
    }
    const atLeast = isHopeless(error) ? HOPELESS_PAUSE : 0;
    return pause(Math.max(atLeast, backoff(failures)), stopping.signal);
  }

  function backoff(failures: number): Duration {
    return Math.min(timing.backoff, timing.spacing * 2 ** (failures - 1)) * (0.5 + random.fraction() / 2);
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

interface Line {
  readonly work: Set<Promise<void>>;
  /** Whether an envelope has come since it was last looked at. */
  isBusy: boolean;
  onSign: () => void;
}
