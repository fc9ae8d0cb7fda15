import { createHash } from 'node:crypto';
import { readJson } from './json-body.ts';
import { sameBytes } from './mac.ts';
import { refused, type SignatureRule, type SignedRequest, type Verdict } from './verdict.ts';

const FIELD = 'key';

/**
 * A shared secret in a field at the top of the body, for senders that set no header (Google Ads: `google_key`). The body must be
 * read before anybody is known to have sent it; its size, depth and number of fields are bounded.
 */
export function verifyBodyKey(
  { field = FIELD }: SignatureRule,
  { rawBody }: SignedRequest,
  secrets: readonly string[],
): Verdict {
  const body = readJson(rawBody);
  if (body.kind === 'not-json') return refused('malformed');
  const given = fieldOf(body.value, field);
  if (given === undefined) return refused('missing');
  const hash = digest(given);
  let found = false;
  for (const secret of secrets) found = (secret !== '' && sameBytes(hash, digest(secret))) || found;
  return found ? { kind: 'genuine' } : refused('wrong');
}

function fieldOf(body: unknown, field: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(body, field)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

// Hashes have one length, so the time taken doesn't tell how long the secret is.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
