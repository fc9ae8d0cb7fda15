import { createHmac } from 'node:crypto';
import { realNow } from '../steered-clock.ts';
import type { Receipt, Transport } from './delivery.ts';
import { isRecord, type Json, parseJson } from './json.ts';
import type { EnvelopeRecord } from './records.ts';
import type { World } from './world.ts';

/** A request as Slack would sign and send it; every part may be forged. */
export interface SignedRequest {
  readonly body: string;
  readonly contentType?: string;
  /** Seconds; default: the steered clock's. */
  readonly timestamp?: number | string;
  /** Default: the app's signing secret. */
  readonly secret?: string;
  /** Instead of the computed one. */
  readonly signature?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Posts a request, right or forged, to the app and gives its answer. */
export async function postSigned(
  world: World,
  url: string,
  request: SignedRequest,
  patienceMs: number,
): Promise<HttpAnswer> {
  const tooLate = new AbortController();
  const answered = world.patience.after(patienceMs, () => tooLate.abort(new DOMException('Too late', 'TimeoutError')));
  const timestamp = String(request.timestamp ?? Math.floor(world.clock.now() / 1_000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': request.contentType ?? 'application/json',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature':
          request.signature ?? sign(request.secret ?? world.tokens.signingSecret, timestamp, request.body),
        // A connection kept alive would outlive the test that stops the app.
        connection: 'close',
        ...request.headers,
      },
      body: request.body,
      signal: tooLate.signal,
    });
    return { status: response.status, body: await response.text() };
  } finally {
    answered();
  }
}

/** Slack's `v0` signature of a body. */
export const sign = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** Deliveries by signed HTTP requests to one address. */
export function createHttpTransport(world: World, url: string, patienceMs: number): Transport {
  return async (parcel) => {
    const envelope: EnvelopeRecord = { ...parcel, id: world.nextId('request-'), connection: 0, sentAt: realNow() };
    world.records.envelopes.push(envelope);
    const receipt = await attempt(world, url, envelope, patienceMs);
    if (receipt.kind === 'failed') envelope.failure = receipt.reason;
    else envelope.ack = { payload: receipt.payload, afterMs: receipt.afterMs, connection: 0 };
    world.changes.changed();
    return receipt;
  };
}

async function attempt(world: World, url: string, envelope: EnvelopeRecord, patienceMs: number): Promise<Receipt> {
  try {
    const answer = await postSigned(world, url, requestFor(envelope), patienceMs);
    if (answer.status < 200 || answer.status > 299) return { kind: 'failed', reason: 'http_error' };
    return { kind: 'acked', payload: payloadOf(answer.body), afterMs: realNow() - envelope.sentAt };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failed', reason: isTimeout ? 'timeout' : 'connection_failed' };
  }
}

/** The request that carries a payload: JSON for events, forms for the rest. */
export function requestFor({ type, payload, attempt: number, retryReason }: EnvelopeRecord): SignedRequest {
  if (type === 'events_api') {
    const retry = { 'x-slack-retry-num': String(number), 'x-slack-retry-reason': retryReason ?? '' };
    return { body: JSON.stringify(payload), ...(number > 0 && { headers: retry }) };
  }
  const contentType = 'application/x-www-form-urlencoded';
  const fields = type === 'slash_commands' ? formFields(payload) : { payload: JSON.stringify(payload) };
  return { contentType, body: new URLSearchParams(fields).toString() };
}

const formFields = (payload: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));

/** What the app acknowledged with: an object, or plain text as in Socket Mode. */
function payloadOf(body: string): unknown {
  if (body === '') return undefined;
  const parsed = parseJson(body);
  return isRecord(parsed) ? parsed : { text: body };
}
