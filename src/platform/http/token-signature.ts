import { createHash } from 'node:crypto';
import { headerValue } from './header-value.ts';
import { sameBytes } from './mac.ts';
import { refused, type SignatureRule, type SignedRequest, type Verdict } from './verdict.ts';

const HEADER = 'x-baton-token';

/** A shared secret in a header, for senders that cannot sign (Zapier, Make). It proves the sender, not the body. */
export function verifyToken(
  { header = HEADER, prefix = '' }: SignatureRule,
  { headers }: SignedRequest,
  secrets: readonly string[],
): Verdict {
  const given = headerValue(headers, header);
  if (given.kind === 'none') return refused('missing');
  if (given.kind === 'malformed' || !given.value.startsWith(prefix)) return refused('malformed');
  // Hashes have one length, so the time taken doesn't tell how long the secret is.
  const hash = digest(given.value.slice(prefix.length).trim());
  let found = false;
  for (const secret of secrets) found = (secret !== '' && sameBytes(hash, digest(secret))) || found;
  return found ? { kind: 'genuine' } : refused('wrong');
}

export function signToken({ header = HEADER, prefix = '' }: SignatureRule, secret: string): Record<string, string> {
  return { [header.toLowerCase()]: prefix + secret };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
