import { headerValue } from './header-value.ts';
import { isMadeWith, mac, macFromBase64, macFromHex } from './mac.ts';
import { refused, type SignatureRule, type SignedRequest, type Verdict } from './verdict.ts';

type Encoding = 'hex' | 'base64';

const HEADER = 'x-signature-256';
const USUAL_PREFIX = 'sha256=';

/** One header with the HMAC of the body (Typeform, Tally, Meta, GitHub). It has no timestamp, so a replay is known by its delivery id only. */
export function verifyHmac(
  encoding: Encoding,
  { header = HEADER, prefix }: SignatureRule,
  { headers, rawBody }: SignedRequest,
  secrets: readonly string[],
): Verdict {
  const given = headerValue(headers, header);
  if (given.kind === 'none') return refused('missing');
  if (given.kind === 'malformed') return refused('malformed');
  const text = withoutPrefix(given.value, prefix);
  const candidate = encoding === 'hex' ? macFromHex(text ?? '') : macFromBase64(text ?? '');
  if (candidate === undefined) return refused('malformed');
  const keys = secrets.map((secret) => Buffer.from(secret));
  return isMadeWith(keys, [rawBody], [candidate]) ? { kind: 'genuine' } : refused('wrong');
}

export function signHmac(
  encoding: Encoding,
  { header = HEADER, prefix = USUAL_PREFIX }: SignatureRule,
  rawBody: Uint8Array,
  secret: string,
): Record<string, string> {
  return { [header.toLowerCase()]: prefix + mac(Buffer.from(secret), [rawBody]).toString(encoding) };
}

/** A prefix that is configured must be there; one that isn't grants nothing, so the usual one is let pass. */
function withoutPrefix(value: string, prefix: string | undefined): string | undefined {
  const expected = prefix ?? (value.startsWith(USUAL_PREFIX) ? USUAL_PREFIX : '');
  return value.startsWith(expected) ? value.slice(expected.length) : undefined;
}
