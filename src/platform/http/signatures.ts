import type { Instant } from '../../core/instants.ts';
import { verifyBodyKey } from './body-key-signature.ts';
import { signHmac, verifyHmac } from './hmac-signature.ts';
import { signHubspot, verifyHubspot } from './hubspot-signature.ts';
import { signStandard, verifyStandard } from './standard-signature.ts';
import { signStripe, verifyStripe } from './stripe-signature.ts';
import { signToken, verifyToken } from './token-signature.ts';
import type { SignatureRule, SignedRequest, Verdict } from './verdict.ts';
import { signWebflow, verifyWebflow } from './webflow-signature.ts';

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
export function verify({ secrets, now, headers, rawBody, method, uri, ...rule }: SignatureCheck): Verdict {
  const request = { headers, rawBody, method, uri };
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
    case 'hubspot':
      return verifyHubspot(rule, request, secrets, now);
    case 'webflow':
      return verifyWebflow(rule, request, secrets, now);
    case 'body-key':
      return verifyBodyKey(rule, request, secrets);
  }
}

export type Signing = SignatureRule & {
  readonly secret: string;
  readonly rawBody: Uint8Array;
  readonly now: Instant;
  /** Goes into `webhook-id`, or into `Idempotency-Key` where the scheme has no id of its own. */
  readonly deliveryId: string;
  /** The whole address, which HubSpot signs with the body. */
  readonly uri?: string;
};

/** The headers with which a sender of this scheme would send the body; their names are in lower case. */
export function sign({ secret, rawBody, now, deliveryId, uri = '', ...rule }: Signing): Record<string, string> {
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
    case 'hubspot':
      return { ...signHubspot(rawBody, secret, uri, now), ...idempotency };
    case 'webflow':
      return { ...signWebflow(rawBody, secret, now), ...idempotency };
    case 'body-key':
      // The secret stands in the body already.
      return idempotency;
  }
}
