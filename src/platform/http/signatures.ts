import type { Instant } from '../../core/instants.ts';
import { signHmac, verifyHmac } from './hmac-signature.ts';
import { signStandard, verifyStandard } from './standard-signature.ts';
import { signStripe, verifyStripe } from './stripe-signature.ts';
import { signToken, verifyToken } from './token-signature.ts';
import type { SignatureRule, SignedRequest, Verdict } from './verdict.ts';

export type SignatureCheck = SignatureRule &
  SignedRequest & {
    /** Two are live at once while a sender changes from one to the other. */
    readonly secrets: readonly string[];
    readonly now: Instant;
  };

/**
 * Whether a request was signed with one of the secrets, over its raw bytes (INTAKE-1). Compares in constant time
 * and never throws, whatever the headers hold.
 */
export function verify({ secrets, now, headers, rawBody, ...rule }: SignatureCheck): Verdict {
  const request = { headers, rawBody };
  switch (rule.scheme) {
    case 'standard':
      return verifyStandard(rule, request, secrets, now);
    case 'hmac-hex':
      return verifyHmac('hex', rule, request, secrets);
    case 'hmac-base64':
      return verifyHmac('base64', rule, request, secrets);
    case 'stripe':
      return verifyStripe(rule, request, secrets, now);
    case 'token':
      return verifyToken(rule, request, secrets);
  }
}

export type Signing = SignatureRule & {
  readonly secret: string;
  readonly rawBody: Uint8Array;
  readonly now: Instant;
  /** Goes into `webhook-id`, or into `Idempotency-Key` where the scheme has no id of its own. */
  readonly deliveryId: string;
};

/** The headers with which a sender of this scheme would send the body; their names are in lower case. */
export function sign({ secret, rawBody, now, deliveryId, ...rule }: Signing): Record<string, string> {
  const idempotency = { 'idempotency-key': deliveryId };
  switch (rule.scheme) {
    case 'standard':
      return signStandard(rawBody, secret, deliveryId, now);
    case 'hmac-hex':
      return { ...signHmac('hex', rule, rawBody, secret), ...idempotency };
    case 'hmac-base64':
      return { ...signHmac('base64', rule, rawBody, secret), ...idempotency };
    case 'stripe':
      return { ...signStripe(rule, rawBody, secret, now), ...idempotency };
    case 'token':
      return { ...signToken(rule, secret), ...idempotency };
  }
}
