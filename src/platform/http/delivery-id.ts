import { createHash } from 'node:crypto';
import { type Instant, MINUTE } from '../../core/instants.ts';
import { headerValue } from './header-value.ts';
import type { SignedRequest } from './verdict.ts';

export interface DeliveryId {
  readonly id: string;
  /** From this instant on the same id is another delivery. Ids that the sender chose never expire. */
  readonly expiresAt?: Instant;
}

const BODY_IS_ITS_OWN_ID = 10 * MINUTE;

/**
 * By what a repeated delivery is known (INTAKE-3): the id that the scheme signed, else the value at the path that the
 * endpoint configures, else `Idempotency-Key`, else the SHA-256 of the body. The last is valid for ten minutes only,
 * because two people may fill in a form with the same words, and so may one person a day later.
 */
export function deliveryIdOf(
  { headers, rawBody }: SignedRequest,
  { signed, configured, now }: { signed?: string | undefined; configured?: string | undefined; now: Instant },
): DeliveryId {
  const key = headerValue(headers, 'idempotency-key');
  const chosen = signed ?? (configured?.trim() || undefined) ?? (key.kind === 'one' ? key.value : undefined);
  if (chosen === undefined) return { id: hashed(rawBody), expiresAt: now + BODY_IS_ITS_OWN_ID };
  return { id: /^[\x20-\x7e]{1,200}$/.test(chosen) ? chosen : hashed(chosen) };
}

/** Also for ids that are too long for an index, or hold what a database refuses. */
const hashed = (value: string | Uint8Array): string => `sha256:${createHash('sha256').update(value).digest('hex')}`;
