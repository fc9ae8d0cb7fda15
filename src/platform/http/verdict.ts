import type { Duration, Instant } from '../../core/instants.ts';

/** Genuine means: made with one of our secrets, over exactly these bytes, within the scheme's window. */
export type Verdict =
  | { readonly kind: 'genuine'; readonly deliveryId?: string; readonly signedAt?: Instant }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** For our log and counters only; a sender is told nothing but 401. */
export type Refusal = 'missing' | 'wrong' | 'stale' | 'future' | 'malformed';

/** How one endpoint's sender signs. */
export interface SignatureRule {
  readonly scheme: 'standard' | 'hmac-hex' | 'hmac-base64' | 'stripe' | 'token' | 'hubspot' | 'webflow' | 'body-key';
  /** The header that carries the signature or token, where the scheme doesn't fix it. */
  readonly header?: string | undefined;
  /** What stands before the signature or token, such as `sha256=` or `Bearer `. Without it, `sha256=` is let pass on an HMAC. */
  readonly prefix?: string | undefined;
  /** How old, or how far ahead, a signed timestamp may be; 300 s unless told (Calendly: 180 s). */
  readonly tolerance?: Duration | undefined;
  /** The field of the body that carries the secret, where it is sent there (Google Ads: `google_key`). */
  readonly field?: string | undefined;
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SignedRequest {
  readonly headers: Headers;
  readonly rawBody: Uint8Array;
  /** `POST` without it. */
  readonly method?: string | undefined;
  /** The whole address as the sender wrote it, with its query; only HubSpot signs it. */
  readonly uri?: string | undefined;
}

export const refused = (reason: Refusal): Verdict => ({ kind: 'refused', reason });

const DEFAULT_TOLERANCE: Duration = 300_000;

/**
 * Both sides of the window, in whole seconds as senders count them: exactly the tolerance is fine, a second more is not
 * (as the `standardwebhooks` library has it).
 */
export function withinWindow(signedAt: Instant, now: Instant, tolerance: Duration = DEFAULT_TOLERANCE): Verdict {
  const age = Math.floor(now / 1_000) * 1_000 - signedAt;
  if (age > tolerance) return refused('stale');
  if (-age > tolerance) return refused('future');
  return { kind: 'genuine', signedAt };
}

/** A timestamp in milliseconds, as an instant of whole seconds, because windows count those. */
export function instantOfMs(milliseconds: string): Instant | undefined {
  return /^\d{1,14}$/.test(milliseconds) ? Math.floor(Number(milliseconds) / 1_000) * 1_000 : undefined;
}

/** A timestamp in seconds, as an instant. */
export function instantOf(seconds: string): Instant | undefined {
  return /^\d{1,11}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}
