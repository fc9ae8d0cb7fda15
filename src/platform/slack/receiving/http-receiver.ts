import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions, type Receiver } from '@slack/bolt';
import type { Duration } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import { readBody } from '../../http/body.ts';
import type { Log } from '../../log.ts';
import { settles } from '../pause.ts';
import { createOnce, createSeen } from './once.ts';
import type { ReceiverMetrics } from './receiver.ts';
import { verifyRequest, WINDOW } from './request-signature.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly drain: Duration;
  readonly metrics?: ReceiverMetrics | undefined;
}

/** Where our own HTTP server passes Slack's requests through. */
export const SLACK_PATH = '/slack/events';

const MOST_BYTES = 1_048_576;

/**
 * Slack through incoming requests. Like Bolt's own receiver, with what that lacks (MSG-6): a bound on timestamps to come, a
 * memory of signatures against replays, one run for each event, an answer to `app_rate_limited`. Everything is verified
 * before it is parsed. What a person did is answered at its acknowledgement, whatever is shown to them afterwards; an event
 * when its listeners are done, and with 500 if one threw, so that Slack delivers it again.
 */
export class GuardedHttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  readonly #events;
  readonly #signatures;
  readonly #inFlight = new Set<Promise<void>>();
  #app: App | undefined;
  #stopping = false;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
    this.#events = createOnce<void>(options.clock);
    // Within the window on both sides of now, a signature may come again until it is twice as old.
    this.#signatures = createSeen(options.clock, 2 * WINDOW);
  }

  /** For our own server: it owns the port. */
  readonly listener: RequestListener = (request, response) => {
    const work = this.#receive(request, response)
      .catch((error: unknown) => {
        this.#options.log.error('slack.not-acknowledged', { error });
        if (!response.headersSent) end(response, 500);
      })
      .finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  };

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {
    this.#stopping = true;
    await settles(Promise.allSettled(this.#inFlight), this.#options.drain);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405);
    // Slack delivers events again later, to whoever runs then.
    if (this.#stopping) return end(response, 503);
    const body = await readBody(request, MOST_BYTES);
    if (body.kind === 'gone') return;
    if (body.kind === 'too-large') return end(response, 413);
    const { clock, log, signingSecret } = this.#options;

    const verdict = verifyRequest(signingSecret, request.headers, body.bytes, clock.now());
    if (verdict.kind === 'refused') {
      log.warn('slack.request.refused', { reason: verdict.reason });
      return end(response, 401);
    }
    const payload = parsed(request, body.bytes);
    if (payload === undefined) return end(response, 400);
    // Slack repeats an event at once, with the same signature if it is the same second: its id tells repetitions apart.
    if (payload.event_id === undefined && !this.#signatures.isNew(verdict.signature)) {
      log.warn('slack.request.refused', { reason: 'replayed' });
      return end(response, 401);
    }
    await this.#answer(payload, request, response);
  }

  async #answer(payload: Payload, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (payload.type === 'url_verification') {
      HTTPModuleFunctions.buildUrlVerificationResponse(response, payload);
    } else if (payload.ssl_check === '1') {
      end(response, 200);
    } else if (payload.type === 'app_rate_limited') {
      this.#options.log.warn('slack.event.empty', { type: payload.type });
      end(response, 200);
    } else {
      await this.#deliver(payload, request, response);
    }
  }

  async #deliver(payload: Payload, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, metrics } = this.#options;
    const startedAt = clock.now();
    const eventId = payload.event_id;
    const isEvent = typeof eventId === 'string';
    const acknowledge = (content?: unknown) => {
      HTTPModuleFunctions.buildContentResponse(response, content);
      metrics?.acknowledged?.(isEvent ? 'event_callback' : 'interactive', clock.now() - startedAt);
    };
    const hand = () => this.#hand(payload, request, isEvent ? () => {} : acknowledge);
    if (isEvent) await this.#events.run(eventId, hand);
    else await hand();
    if (isEvent) acknowledge();
    else if (!response.headersSent) end(response, 404);
  }

  /** Bolt acknowledges an event before its listeners run, and everything else when they say so. */
  async #hand(payload: Payload, request: IncomingMessage, acknowledge: (content: unknown) => void): Promise<void> {
    const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request);
    const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request);
    await this.#app?.processEvent({
      body: payload,
      ack: async (content) => acknowledge(content),
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
    });
  }
}

/** What Slack says in a body, as Bolt takes it; its shape is read where it is used. */
type Payload = Readonly<Record<string, unknown>>;

function parsed(request: IncomingMessage, rawBody: Buffer): Payload | undefined {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(Object.assign(request, { rawBody }));
    return typeof body === 'object' && body !== null ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
