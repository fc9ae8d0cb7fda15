import type { Instant } from '../../core/instants.ts';
import { headerValue } from './header-value.ts';
import { isMadeWith, mac, macFromHex } from './mac.ts';
import { instantOf, refused, type SignatureRule, type SignedRequest, type Verdict, withinWindow } from './verdict.ts';

const HEADER = 'x-signature';
const MOST_PARTS = 16;

/** `t=<seconds>,v1=<hex>` over `t.body` (Stripe, Calendly); several `v1` while a sender changes its secret. */
export function verifyStripe(
  { header = HEADER, tolerance }: SignatureRule,
  { headers, rawBody }: SignedRequest,
  secrets: readonly string[],
  now: Instant,
): Verdict {
  const given = headerValue(headers, header);
  if (given.kind === 'none') return refused('missing');
  if (given.kind === 'malformed') return refused('malformed');
  const parts = given.value.split(',', MOST_PARTS + 1).map((part) => part.trim());
  const valuesOf = (name: string) =>
    parts.filter((part) => part.startsWith(name)).map((part) => part.slice(name.length));
  const [seconds = '', ...moreTimes] = valuesOf('t=');
  const signatures = valuesOf('v1=');
  const signedAt = instantOf(seconds);
  if (signedAt === undefined || moreTimes.length > 0 || signatures.length === 0 || parts.length > MOST_PARTS) {
    return refused('malformed');
  }
  const candidates = signatures.map(macFromHex).filter((one) => one !== undefined);
  const keys = secrets.map((secret) => Buffer.from(secret));
  if (!isMadeWith(keys, [`${seconds}.`, rawBody], candidates)) return refused('wrong');
  return withinWindow(signedAt, now, tolerance);
}

export function signStripe({ header = HEADER }: SignatureRule, rawBody: Uint8Array, secret: string, now: Instant) {
  const seconds = Math.floor(now / 1_000);
  const signature = mac(Buffer.from(secret), [`${seconds}.`, rawBody]).toString('hex');
  return { [header.toLowerCase()]: `t=${seconds},v1=${signature}` };
}
