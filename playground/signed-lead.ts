import type { Instant } from '../src/core/instants.ts';
import { sign } from '../src/platform/http/signatures.ts';
import type { SampleLead } from './sample-leads.ts';

/** A request as the website sends it: signed over the bytes of its body with the secret of the endpoint. */
export function signedLead(body: string, secret: string, deliveryId: string, now: Instant) {
  const signed = sign({ scheme: 'hmac-hex', rawBody: Buffer.from(body), secret, now, deliveryId });
  return { body, headers: { 'content-type': 'application/json', ...signed } };
}

/** A command that sends this lead; every time that it is pasted into bash or zsh, it makes one more. */
export function curlCommand(url: string, lead: SampleLead, secret: string, now: Instant): string {
  const { body, headers } = signedLead(JSON.stringify(lead), secret, '', now);
  // The signature is over the body only, so the shell may make the delivery's id.
  const shown = { ...headers, 'idempotency-key': '$(date +%s)-$RANDOM' };
  const lines = Object.entries(shown).map(([name, value]) => `  -H "${name}: ${value}"`);
  return [`curl -sS ${url}`, ...lines, `  -d '${body}'`].join(' \\\n');
}
