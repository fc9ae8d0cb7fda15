import { createHash } from 'node:crypto';
import type { Instant } from '../../core/instants.ts';
import { headerValue } from './header-value.ts';
import { isMadeWith, mac, macFromBase64, macFromHex, sameBytes } from './mac.ts';
import { instantOfMs, refused, type SignatureRule, type SignedRequest, type Verdict, withinWindow } from './verdict.ts';

/**
 * HubSpot's three ways of signing, by header; the secret is that of its app. Where v3 is sent, only v3 counts: v1 and v2 have no
 * timestamp and are sent beside it. They are plain hashes that begin with the secret, so whoever has one can lengthen the
 * body under it, but only by bytes that are neither UTF-8 nor JSON, and such a body is refused later.
 */
export function verifyHubspot(
  rule: SignatureRule,
  request: SignedRequest,
  secrets: readonly string[],
  now: Instant,
): Verdict {
  const third = headerValue(request.headers, 'x-hubspot-signature-v3');
  if (third.kind === 'malformed') return refused('malformed');
  return third.kind === 'one' ? verifyThird(rule, request, third.value, secrets, now) : verifyOlder(request, secrets);
}

function verifyThird(
  { tolerance }: SignatureRule,
  { headers, rawBody, method = 'POST', uri = '' }: SignedRequest,
  signature: string,
  secrets: readonly string[],
  now: Instant,
): Verdict {
  const timestamp = headerValue(headers, 'x-hubspot-request-timestamp');
  if (timestamp.kind === 'none') return refused('missing');
  const candidate = macFromBase64(signature);
  const signedAt = timestamp.kind === 'one' ? instantOfMs(timestamp.value) : undefined;
  if (timestamp.kind === 'malformed' || candidate === undefined || signedAt === undefined) return refused('malformed');
  const keys = secrets.map((secret) => Buffer.from(secret));
  const signed = [method + decoded(uri), rawBody, timestamp.value];
  if (!isMadeWith(keys, signed, [candidate])) return refused('wrong');
  return withinWindow(signedAt, now, tolerance);
}

/** v2 of workflows: hash of secret, method, address and body. v1 of subscriptions: of secret and body. */
function verifyOlder(
  { headers, rawBody, method = 'POST', uri = '' }: SignedRequest,
  secrets: readonly string[],
): Verdict {
  const signature = headerValue(headers, 'x-hubspot-signature');
  const version = headerValue(headers, 'x-hubspot-signature-version');
  if (signature.kind === 'none') return refused('missing');
  const candidate = signature.kind === 'one' ? macFromHex(signature.value) : undefined;
  if (candidate === undefined || version.kind === 'malformed') return refused('malformed');
  const isSecond = version.kind === 'one' && version.value === 'v2';
  const before = isSecond ? method + uri : '';
  let found = false;
  for (const secret of secrets) {
    const expected = createHash('sha256').update(secret).update(before).update(rawBody).digest();
    found = (secret !== '' && sameBytes(candidate, expected)) || found;
  }
  return found ? { kind: 'genuine' } : refused('wrong');
}

export function signHubspot(rawBody: Uint8Array, secret: string, uri: string, now: Instant): Record<string, string> {
  const signature = mac(Buffer.from(secret), [`POST${decoded(uri)}`, rawBody, String(now)]).toString('base64');
  return { 'x-hubspot-request-timestamp': String(now), 'x-hubspot-signature-v3': signature };
}

/** These are written out before the address is signed, and no others. */
const DECODED: ReadonlyMap<string, string> = new Map(
  ":/?@!$'()*,;".split('').map((sign) => [`%${sign.charCodeAt(0).toString(16).toUpperCase()}`, sign]),
);

const decoded = (uri: string): string =>
  uri.replace(/%[0-9a-f]{2}/gi, (escaped) => DECODED.get(escaped.toUpperCase()) ?? escaped);
