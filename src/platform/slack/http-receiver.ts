import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Duration } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import { readBody } from '../http/body.ts';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';
import { createOnce, createSeen } from './once.ts';
import { settles } from './pause.ts';
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
 * Slack through incoming requests: Bolt's receiver behind what it lacks (MSG-6) – a bound on timestamps to
 * come, a memory of signatures against replays, one run for each event, an answer to `app_rate_limited`. Everything is
 * verified before it is parsed. `processBeforeResponse`: the answer goes out when the work is done, and an event whose
 * listener threw is answered with 500, so that Slack delivers it again.
 */
export class GuardedHttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  readonly #bolt: HTTPReceiver;
  readonly #events;
  readonly #signatures;
  readonly #inFlight = new Set<Promise<void>>();
  #stopping = false;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
    this.#events = createOnce<void>(options.clock);
    // Within the window on both sides of now, a signature may come again until it is twice as old.
    this.#signatures = createSeen(options.clock, 2 * WINDOW);
    this.#bolt = new HTTPReceiver({
      signingSecret: options.signingSecret,
      endpoints: SLACK_PATH,
      // Done before it gets here, by our clock; Bolt would look at the machine's.
      signatureVerification: false,
      processBeforeResponse: true,
      bodyLimit: MOST_BYTES,
      logger: boltLog(options.log),
    });
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
    this.#bolt.init(app);
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
    const head = headOf(request, body.bytes);
    // Slack repeats an event at once, with the same signature if it is the same second: its id tells repetitions apart.
    if (head.eventId === undefined && !this.#signatures.isNew(verdict.signature)) {
      log.warn('slack.request.refused', { reason: 'replayed' });
      return end(response, 401);
    }
    await this.#deliver(request, response, body.bytes, head);
  }

  async #deliver(
    request: IncomingMessage,
    response: ServerResponse,
    rawBody: Buffer,
    { type, eventId }: Head,
  ): Promise<void> {
    const { clock, log, metrics } = this.#options;
    const startedAt = clock.now();
    if (type === 'app_rate_limited') {
      log.warn('slack.event.empty', { type });
      return end(response, 200);
    }
    // Bolt finds the body here instead of reading the stream, which is at its end.
    const buffered = Object.assign(request, { rawBody });
    const hand = () => this.#hand(buffered, response);
    if (eventId === undefined) await hand();
    else await this.#events.run(eventId, hand);
    // A repetition was not handed to Bolt, so nobody has answered it.
    if (!response.headersSent) end(response, 200);
    metrics?.acknowledged?.(type ?? 'interactive', clock.now() - startedAt);
  }

  /** Resolves when Bolt has answered well; rejects otherwise, so that the event may come again. */
  #hand(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      response.once('close', () => {
        if (response.statusCode === 200 && response.headersSent) resolve();
        else reject(new Error(`Answered with ${response.statusCode}`));
      });
      this.#bolt.requestListener(request, response);
    });
  }
}

interface Head {
  readonly type?: string;
  readonly eventId?: string;
}

function headOf(request: IncomingMessage, rawBody: Buffer): Head {
  if (!request.headers['content-type']?.startsWith('application/json')) return {};
  try {
    const body: unknown = JSON.parse(rawBody.toString());
    if (typeof body !== 'object' || body === null) return {};
    return {
      ...('type' in body && typeof body.type === 'string' && { type: body.type }),
      ...('event_id' in body && typeof body.event_id === 'string' && { eventId: body.event_id }),
    };
  } catch {
    // Bolt answers what cannot be parsed.
    return {};
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
