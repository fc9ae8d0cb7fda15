import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { z } from 'zod';
import { type Duration, type Instant, MINUTE, SECOND } from '../../../core/instants.ts';
import { Permanent, Transient } from '../../errors.ts';
import { adviceFor, classOf } from './error-codes.ts';

/** A write that Slack may have accepted although we have no answer: it must be looked up before it is tried again. */
export class InDoubt extends Transient {
  override readonly name = 'InDoubt';
}

/** Slack named a time before which this method (in this channel) must not be called again. */
export class RateLimited extends Transient {
  override readonly name = 'RateLimited';
  override readonly retryAt: Instant;

  constructor(message: string, retryAt: Instant, cause: unknown) {
    super(message, { retryAt, countsAsAttempt: false, cause });
    this.retryAt = retryAt;
  }
}

/** The token no longer works. Nothing is given up: work waits, without using up attempts, until the app is back. */
export class InstallationLost extends Transient {
  override readonly name = 'InstallationLost';
  readonly code: string;

  constructor(code: string, retryAt: Instant, cause: unknown) {
    super(`The installation is lost: ${code}`, { retryAt, countsAsAttempt: false, cause });
    this.code = code;
  }
}

/** Slack refused the content. `pointers` say where (JSON pointers and codes), without quoting it. */
export class PayloadRefused extends Permanent {
  override readonly name = 'PayloadRefused';
  readonly pointers: readonly string[];

  constructor(message: string, options: ConstructorParameters<typeof Permanent>[1] & { pointers: readonly string[] }) {
    super(message, options);
    this.pointers = options.pointers;
  }
}

export interface CallContext {
  readonly method: string;
  /** Whether the method changes something that a second call would change again. */
  readonly write: boolean;
  readonly now: Instant;
  readonly channel?: string | undefined;
  readonly person?: string | undefined;
}

export const INSTALLATION_PAUSE: Duration = MINUTE;
/** Every job that meets an outage comes back after this: often enough to recover soon, not so often as to hammer. */
export const OUTAGE_PAUSE: Duration = 5 * SECOND;
/** For a 429 that does not say how long. */
export const UNSAID_PAUSE: Duration = 30 * SECOND;

/**
 * What a failed call of Slack's Web API means for the next try. The table of codes is in error-codes.ts
 * (docs/rules.md); what has no code is judged by whether the request can have reached Slack.
 */
export function translate(error: unknown, context: CallContext): Transient | InDoubt | Permanent {
  if (error instanceof Transient || error instanceof Permanent) return error;
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter, context, error);
  if (error instanceof WebAPIPlatformError) return refused(error, context);
  if (error instanceof WebAPIHTTPError) return httpFailure(error, context);
  return networkFailure(error, context);
}

function rateLimited(seconds: number | undefined, { method, now }: CallContext, cause: unknown): RateLimited {
  const pause = seconds === undefined ? UNSAID_PAUSE : Math.max(0, seconds) * SECOND;
  return new RateLimited(`${method}: Slack asks us to wait`, now + pause, cause);
}

const refusal = z.object({
  // A body that is not JSON arrives here as the "code": the SDK puts the raw text in its place.
  error: z.string().regex(/^[a-z][a-z0-9_]{1,79}$/),
  needed: z.string().optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
  response_metadata: z
    .object({
      messages: z.array(z.string()).optional().catch(undefined),
      retryAfter: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Refusal = z.infer<typeof refusal>;

function refused(error: WebAPIPlatformError, context: CallContext): Transient | InDoubt | Permanent {
  const answer = refusal.safeParse(error.data);
  // Its cause would carry the unreadable body, which may hold anything.
  if (!answer.success) return unsure(`${context.method}: an answer that cannot be read`, context, undefined);
  const code = answer.data.error;
  const kind = classOf(code);
  if (kind === 'later') return rateLimited(answer.data.response_metadata?.retryAfter, context, error);
  if (kind === 'in-doubt') return unsure(`${context.method}: ${code}`, context, error);
  if (kind === 'installation') return new InstallationLost(code, context.now + INSTALLATION_PAUSE, error);
  const options = { ...permanent(code, answer.data, context), cause: error };
  const text = `${context.method}: ${code}`;
  return kind === 'payload'
    ? new PayloadRefused(text, { ...options, pointers: pointersIn(answer.data) })
    : new Permanent(text, options);
}

function permanent(code: string, answer: Refusal, { channel, person }: CallContext) {
  const scope = answer.needed;
  return {
    code,
    advice: adviceFor(code, scope),
    subject: {
      ...(channel !== undefined && { channel }),
      ...(person !== undefined && { person }),
      ...(scope !== undefined && { scope }),
    },
  };
}

function pointersIn(answer: Refusal): string[] {
  const said = answer.response_metadata?.messages ?? [];
  const listed = (answer.errors ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return [...said, ...listed].flatMap((text) =>
    [...text.matchAll(/json-pointer:\s*([^\]\s]+)|"(?:pointer|code)":"([^"]+)"/g)].map((hit) => hit[1] ?? hit[2] ?? ''),
  );
}

function httpFailure(error: WebAPIHTTPError, context: CallContext): Transient | InDoubt {
  const text = `${context.method}: HTTP ${error.statusCode}`;
  if (error.statusCode === 500) return unsure(text, context, error);
  if (error.statusCode > 500 || error.statusCode === 408) return unsure(text, context, error, outage(context));
  return new Transient(text, { cause: error });
}

/** These are met before the first byte of the request has left. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT(_.*)?|UNABLE_TO_.*|ERR_TLS_CERT_.*)$/;

function networkFailure(error: unknown, context: CallContext): Transient | InDoubt {
  const code = networkCode(error);
  const text = `${context.method}: ${code ?? 'no answer'}`;
  if (code !== undefined && NOT_SENT.test(code)) return new Transient(text, { ...outage(context), cause: error });
  return unsure(text, context, error, outage(context));
}

const outage = ({ now }: CallContext) => ({ retryAt: now + OUTAGE_PAUSE, countsAsAttempt: false });

function unsure(
  text: string,
  context: CallContext,
  cause: unknown,
  options: { retryAt?: Instant; countsAsAttempt?: boolean } = {},
): Transient | InDoubt {
  return context.write ? new InDoubt(text, { ...options, cause }) : new Transient(text, { ...options, cause });
}

/** fetch says only "fetch failed": the reason is somewhere down its causes. */
function networkCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && !at.code.startsWith('slack_webapi')) return at.code;
    if (at.name === 'TimeoutError') return 'timeout';
  }
  return undefined;
}
