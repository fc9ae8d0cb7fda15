import type { Instant } from '../../core/instants.ts';
import { headerValue } from './header-value.ts';
import { isMadeWith, mac, macFromHex } from './mac.ts';
import { instantOfMs, refused, type SignatureRule, type SignedRequest, type Verdict, withinWindow } from './verdict.ts';

/** Webflow: hex of `timestamp:body`, the timestamp in milliseconds. Webhooks made in its dashboard are not signed, and are refused. */
export function verifyWebflow(
  { tolerance }: SignatureRule,
  { headers, rawBody }: SignedRequest,
  secrets: readonly string[],
  now: Instant,
): Verdict {
  const signature = headerValue(headers, 'x-webflow-signature');
  const timestamp = headerValue(headers, 'x-webflow-timestamp');
  if (signature.kind === 'none' || timestamp.kind === 'none') return refused('missing');
  if (signature.kind === 'malformed' || timestamp.kind === 'malformed') return refused('malformed');
  const candidate = macFromHex(signature.value);
  const signedAt = instantOfMs(timestamp.value);
  if (candidate === undefined || signedAt === undefined) return refused('malformed');
  const keys = secrets.map((secret) => Buffer.from(secret));
  if (!isMadeWith(keys, [`${timestamp.value}:`, rawBody], [candidate])) return refused('wrong');
  return withinWindow(signedAt, now, tolerance);
}

export function signWebflow(rawBody: Uint8Array, secret: string, now: Instant): Record<string, string> {
  const signature = mac(Buffer.from(secret), [`${now}:`, rawBody]).toString('hex');
  return { 'x-webflow-timestamp': String(now), 'x-webflow-signature': signature };
}
