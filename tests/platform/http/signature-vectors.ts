import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SignatureRule } from '../../../src/platform/http/verdict.ts';

const file = z
  .object({
    secret: z.string(),
    body: z.string(),
    vectors: z.array(
      z.object({
        preset: z.string(),
        secret: z.string().optional(),
        body: z.string().optional(),
        method: z.string().optional(),
        uri: z.string().optional(),
        headers: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../data/webhook-signature-vectors.json', import.meta.url), 'utf8')));

/** 2026-01-01T00:00:00Z, at which the vectors were signed. */
export const signedAt = 1_767_225_600_000;

export const rules: Record<string, SignatureRule> = {
  'standard-webhooks': { scheme: 'standard' },
  'hubspot-v3': { scheme: 'hubspot' },
  typeform: { scheme: 'hmac-base64', header: 'Typeform-Signature', prefix: 'sha256=' },
  calendly: { scheme: 'stripe', header: 'Calendly-Webhook-Signature', tolerance: 180_000 },
  'stripe-style': { scheme: 'stripe', header: 'Stripe-Signature' },
  meta: { scheme: 'hmac-hex', header: 'X-Hub-Signature-256', prefix: 'sha256=' },
  'generic-hmac-hex': { scheme: 'hmac-hex', header: 'X-Signature-256', prefix: 'sha256=' },
};

/** The vectors of the schemes that we read, each with our rule for its preset. */
export const vectors = file.vectors.flatMap(({ preset, secret, body, headers, method, uri }) => {
  const rule = rules[preset];
  if (rule === undefined || headers === undefined) return [];
  const seconds = headers['webhook-timestamp'];
  return [
    {
      preset,
      rule,
      headers,
      method,
      uri,
      secret: secret ?? file.secret,
      rawBody: Buffer.from(body ?? file.body),
      now: seconds === undefined ? signedAt : Number(seconds) * 1_000,
    },
  ];
});
