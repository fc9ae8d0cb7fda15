import type { Instant } from '../../core/instants.ts';
import { remembered } from '../../core/remembered.ts';
import { headerValue } from './header-value.ts';
import { isMadeWith, mac, macFromBase64 } from './mac.ts';
import { instantOf, refused, type SignatureRule, type SignedRequest, type Verdict, withinWindow } from './verdict.ts';

const MOST_SIGNATURES = 16;
const DELIVERY_ID = /^[\x21-\x7e]{1,256}$/;
// Strict, because a header that came twice arrives here joined by a comma.
const SIGNATURE = /^v\d+[a-z]*,[0-9A-Za-z+/=_-]+$/;

/**
 * Standard Webhooks (github.com/standard-webhooks/standard-webhooks). Not by the `standardwebhooks` library, though the
 * tests hold the two against each other: it reads `Date.now()` itself, where our clock port must decide, and it signs
 * `payload.toString()`, so that two bodies which differ only in invalid UTF-8 would share a signature.
 */
export function verifyStandard(
  rule: SignatureRule,
  { headers, rawBody }: SignedRequest,
  secrets: readonly string[],
  now: Instant,
): Verdict {
  const id = headerValue(headers, 'webhook-id');
  const timestamp = headerValue(headers, 'webhook-timestamp');
  const signatures = headerValue(headers, 'webhook-signature');
  if (id.kind === 'none' || timestamp.kind === 'none' || signatures.kind === 'none') return refused('missing');
  if (id.kind === 'malformed' || timestamp.kind === 'malformed' || signatures.kind === 'malformed') {
    return refused('malformed');
  }
  const signedAt = instantOf(timestamp.value);
  const listed = signatures.value.split(' ', MOST_SIGNATURES + 1);
  const isList = listed.length <= MOST_SIGNATURES && listed.every((one) => SIGNATURE.test(one));
  if (signedAt === undefined || !DELIVERY_ID.test(id.value) || !isList) return refused('malformed');
  const candidates = listed
    .filter((one) => one.startsWith('v1,'))
    .map((one) => macFromBase64(one.slice('v1,'.length)))
    .filter((one) => one !== undefined);
  const signed = [`${id.value}.${timestamp.value}.`, rawBody];
  if (!isMadeWith(secrets.flatMap(keysOf), signed, candidates)) return refused('wrong');
  const verdict = withinWindow(signedAt, now, rule.tolerance);
  return verdict.kind === 'genuine' ? { ...verdict, deliveryId: id.value } : verdict;
}

export function signStandard(rawBody: Uint8Array, secret: string, deliveryId: string, now: Instant) {
  const seconds = String(Math.floor(now / 1_000));
  const [key] = keysOf(secret);
  if (key === undefined) throw new Error('A secret of Standard Webhooks is whsec_ and base64.');
  const signature = mac(key, [`${deliveryId}.${seconds}.`, rawBody]).toString('base64');
  return { 'webhook-id': deliveryId, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

const BASE64 = /^[0-9A-Za-z+/]+={0,2}$/;

/** Without `whsec_` nobody can tell whether a sender takes the secret as text or decodes it, so both keys are tried. */
const keysOf = remembered((secret): readonly Buffer[] => {
  const encoded = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  const decoded = BASE64.test(encoded) ? [Buffer.from(encoded, 'base64')] : [];
  return secret.startsWith('whsec_') ? decoded : [Buffer.from(secret), ...decoded];
});
