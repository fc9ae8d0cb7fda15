import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Duration, type Instant, MINUTE, SECOND } from '../../../core/instants.ts';
import { remembered } from '../../../core/remembered.ts';
import { mac } from '../../http/mac.ts';

/** On both sides: Bolt refuses only what is old, and a request that was captured with a date to come would live for ever. */
export const WINDOW: Duration = 5 * MINUTE;

export type Verdict =
  | { readonly kind: 'genuine'; readonly signature: string }
  | { readonly kind: 'refused'; readonly reason: 'no-signature' | 'stale' | 'future' | 'forged' };

/** Whether Slack signed this request now: `v0` HMAC-SHA256 over the raw bytes (docs.slack.dev, verifying requests). */
export function verifyRequest(secret: string, headers: IncomingHttpHeaders, rawBody: Buffer, now: Instant): Verdict {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
    return { kind: 'refused', reason: 'no-signature' };
  }
  const age = now - Number(timestamp) * SECOND;
  if (age > WINDOW) return { kind: 'refused', reason: 'stale' };
  if (age < -WINDOW) return { kind: 'refused', reason: 'future' };
  const expected = mac(keyOf(secret), [`v0:${timestamp}:`, rawBody]).toString('hex');
  return isSame(signature, `v0=${expected}`) ? { kind: 'genuine', signature } : { kind: 'refused', reason: 'forged' };
}

const keyOf = remembered((secret) => Buffer.from(secret));

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
