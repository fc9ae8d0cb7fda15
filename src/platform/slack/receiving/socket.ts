import { SocketModeClient } from '@slack/socket-mode';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { type Duration, SECOND } from '../../../core/instants.ts';
import type { Log } from '../../log.ts';
import { boltLog } from '../bolt-log.ts';
import { webClientOptions } from '../client/client.ts';
import { classOf } from '../client/error-codes.ts';
import { isSlackSocket } from '../client/guarded-fetch.ts';
import { pause, settles } from '../pause.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly timeout: Duration;
  readonly fetch: typeof fetch;
  readonly log: Log;
}

const envelope = z.object({
  type: z.string(),
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional().default({}),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});
export type Envelope = z.infer<typeof envelope>;

/**
 * One Socket Mode connection, from its opening to its end; a new one is a new object. The SDK's client keeps the pings;
 * its reconnecting is switched off, because it closes first and opens five seconds later, and gives up on a 5xx
 * (docs/decisions). Its handling of messages is replaced: it dies of an event without an inner event.
 */
export class Socket extends SocketModeClient {
  readonly #slackApiUrl: string;
  readonly #gone = new AbortController();
  readonly #refresh = new AbortController();
  /** Called for each envelope; set before `open`. */
  onEnvelope: (envelope: Envelope) => void = () => {};

  constructor(options: SocketOptions) {
    super({
      appToken: options.appToken,
      autoReconnectEnabled: false,
      logger: boltLog(options.log),
      // An object of its own for each client: the SDK writes into it.
      clientOptions: webClientOptions(options),
    });
    this.#slackApiUrl = options.slackApiUrl;
    this.on('disconnected', () => this.#gone.abort());
    // Thrown inside the SDK's own try: the connection is not made.
    this.on('authenticated', ({ url }: { url?: string }) => {
      if (url === undefined || !isSlackSocket(url, this.#slackApiUrl))
        throw new Error('Slack named a socket elsewhere');
    });
  }

  /** Aborted when the connection has ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Aborted, with its reason, when Slack is about to close this connection: a replacement should be opened first. */
  get refreshAsked(): AbortSignal {
    return this.#refresh.signal;
  }

  get isOpen(): boolean {
    return this.websocket?.isActive() ?? false;
  }

  /** Resolves when Slack has said hello. */
  async open(within: Duration): Promise<void> {
    const started = this.start();
    if (!(await settles(started, within))) {
      started.catch(() => {});
      await this.shut();
      throw new Error('Slack did not say hello in time');
    }
    await started.catch((error: unknown) => {
      throw error instanceof Error ? error : new Error('The socket closed before Slack said hello');
    });
  }

  /** Sends an acknowledgement; throws when the connection is gone. */
  acknowledge(envelopeId: string, payload: unknown): Promise<void> {
    const body = typeof payload === 'string' ? { text: payload } : (payload ?? {});
    return new Promise((resolve, reject) => {
      if (this.websocket === undefined || !this.isOpen) {
        reject(new Error('The socket is closed'));
        return;
      }
      const frame = JSON.stringify({ envelope_id: envelopeId, payload: body });
      this.websocket.send(frame, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Closes; after a moment without an answer from the other side, by force. */
  async shut(): Promise<void> {
    if (await settles(this.disconnect(), CLOSING)) return;
    // A second call while closing makes the SDK drop the connection.
    await Promise.race([this.disconnect(), pause(CLOSING)]);
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (isBinary || typeof data !== 'string') return;
    const frame = parse(data);
    const { type } = frame;
    if (type === 'hello') await super.onWebSocketMessage(data, isBinary);
    else if (type === 'disconnect') this.#refresh.abort(typeof frame.reason === 'string' ? frame.reason : 'unknown');
    else {
      const read = envelope.safeParse(frame);
      if (read.success) this.onEnvelope(read.data);
    }
  }
}

const CLOSING: Duration = SECOND;

/** Slack says that this app or its token can never open a socket: trying again does not help. */
export const isHopeless = (error: unknown): error is WebAPIPlatformError =>
  error instanceof WebAPIPlatformError && classOf(String(error.data.error)) === 'installation';

function parse(data: string): { readonly type?: unknown; readonly reason?: unknown } {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
