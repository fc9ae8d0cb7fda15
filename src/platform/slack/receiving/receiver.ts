import type { App, Receiver } from '@slack/bolt';
import { type Duration, MINUTE, SECOND } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import { Permanent } from '../../errors.ts';
import type { Random } from '../../ids.ts';
import { createTurnstile, pause, settles } from '../pause.ts';
import { createOnce } from './once.ts';
import { type Envelope, isHopeless, Socket, type SocketOptions } from './socket.ts';
import { createKeeper, type Keeper } from './socket-keeper.ts';

export interface SocketReceiverOptions extends SocketOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly timing: SocketTiming;
  readonly metrics?: ReceiverMetrics | undefined;
}

export interface SocketTiming {
  readonly sockets: number;
  /** How much later each further socket connects, so that Slack never refreshes two at once. */
  readonly stagger: Duration;
  /** Between any two openings: Slack allows about one apps.connections.open a second. */
  readonly spacing: Duration;
  /**
   * A connection that has brought nothing for this long is replaced: one that has fallen silent answers pings all the
   * same, and nothing else tells it from a quiet hour. Shorter than the time for which Slack goes on delivering an event
   * (six minutes), so that none is lost.
   */
  readonly silence: Duration;
  /** A connection that ended sooner than this counts as a failed attempt: the next one is put off. */
  readonly settled: Duration;
  /** The longest pause between two attempts. */
  readonly backoff: Duration;
  /** How long `stop` waits for what is being worked on. */
  readonly drain: Duration;
}

export const DEFAULT_SOCKET_TIMING: SocketTiming = {
  sockets: 2,
  stagger: 10 * SECOND,
  spacing: SECOND,
  silence: 5 * MINUTE,
  settled: 10 * SECOND,
  backoff: 8 * SECOND,
  drain: 8 * SECOND,
};

/** Hooks for whoever measures. */
export interface ReceiverMetrics {
  connected?(sockets: number): void;
  acknowledged?(type: string, afterMs: Duration): void;
  unacknowledged?(type: string): void;
}

/**
 * Slack through outgoing sockets. Acknowledges when the work is done: an event whose listener threw is not acknowledged,
 * so Slack delivers it again. Two connections, so that commands are answered while one of them is being replaced.
 */
export class SocketReceiver implements Receiver {
  readonly #options: SocketReceiverOptions;
  readonly #keepers: readonly Keeper[];
  readonly #inFlight = new Set<Promise<void>>();
  readonly #answers;
  readonly #stopping = new AbortController();
  #app: App | undefined;

  constructor(options: SocketReceiverOptions) {
    this.#options = options;
    this.#answers = createOnce<unknown>(options.clock);
    const turnstile = createTurnstile(options.timing.spacing);
    this.#keepers = Array.from({ length: options.timing.sockets }, (_, at) =>
      createKeeper({
        name: String(at + 1),
        connect: () => new Socket(options),
        turnstile,
        timing: options.timing,
        onEnvelope: (envelope, socket) => this.#take(envelope, socket),
        onChange: () => options.metrics?.connected?.(this.connected),
        random: options.random,
        log: options.log,
      }),
    );
  }

  init(app: App): void {
    this.#app = app;
  }

  get #open(): readonly Socket[] {
    return this.#keepers.flatMap(({ connection }) => connection ?? []);
  }

  /** How many connections are open. */
  get connected(): number {
    return this.#open.length;
  }

  /**
   * Resolves when the first connection has been tried; it goes on trying by itself, so Slack may be down at the start.
   * Throws Permanent when Slack refuses the app token.
   */
  async start(): Promise<void> {
    const [first, ...others] = this.#keepers;
    try {
      await first?.start();
    } catch (error) {
      if (!isHopeless(error)) throw error;
      throw new Permanent(`Slack refused the app token: ${error.data.error}`, {
        code: String(error.data.error),
        advice: 'Slack refused SLACK_APP_TOKEN. Make an app-level token with connections:write in the app’s settings.',
        cause: error,
      });
    }
    for (const [at, keeper] of others.entries()) void this.#startLater(keeper, (at + 1) * this.#options.timing.stagger);
  }

  async #startLater(keeper: Keeper, after: Duration): Promise<void> {
    await pause(after, this.#stopping.signal);
    if (this.#stopping.signal.aborted) return;
    await keeper.start().catch((error: unknown) => this.#options.log.error('slack.socket.refused', { error }));
  }

  /** Takes nothing new, finishes and acknowledges what runs, then disconnects. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const { log, timing } = this.#options;
    if (!(await settles(Promise.allSettled(this.#inFlight), timing.drain))) {
      log.warn('slack.stop.cut-short', { count: this.#inFlight.size });
    }
    await Promise.all(this.#keepers.map((keeper) => keeper.stop()));
  }

  #take(envelope: Envelope, socket: Socket): Promise<void> {
    // Not acknowledged: Slack gives it to another process, or tells the person.
    if (this.#stopping.signal.aborted) return Promise.resolve();
    const work = this.#process(envelope, socket).finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
    return work;
  }

  async #process(envelope: Envelope, socket: Socket): Promise<void> {
    const { clock, log, metrics } = this.#options;
    const { type, envelope_id: id, payload } = envelope;
    const startedAt = clock.now();
    let isAnswered = false;
    const reply = async (answer: unknown): Promise<void> => {
      if (isAnswered) return;
      isAnswered = true;
      // What came over a connection that has closed meanwhile may be acknowledged over another.
      const [via = socket] = socket.isOpen ? [socket] : this.#open;
      await via.acknowledge(id, answer);
      metrics?.acknowledged?.(type, clock.now() - startedAt);
    };
    try {
      const key = typeof payload.event_id === 'string' ? payload.event_id : id;
      // A repetition gets the answer of the first delivery.
      await reply(await this.#answers.run(key, () => this.#handle(envelope, reply)));
    } catch (error) {
      log.error('slack.not-acknowledged', { type, envelope: id, error });
      metrics?.unacknowledged?.(type);
    }
  }

  /** Gives what was acknowledged with, or is to be. */
  async #handle(envelope: Envelope, reply: (answer: unknown) => Promise<void>): Promise<unknown> {
    const { type, payload, retry_attempt, retry_reason } = envelope;
    const isEvent = type === 'events_api';
    if (isEvent && payload.event === undefined) {
      this.#options.log.warn('slack.event.empty', { type: String(payload.type) });
      return undefined;
    }
    let answer: unknown;
    await this.#app?.processEvent({
      body: payload,
      ack: async (response) => {
        // Bolt acknowledges an event before its listeners run; Slack hears of it when they are done.
        if (isEvent) return;
        answer ??= response;
        await reply(response);
      },
      ...(retry_attempt !== undefined && { retryNum: retry_attempt }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
    });
    return answer;
  }
}
