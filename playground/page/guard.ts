import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why a request is refused; undefined if it may pass. Another name for this machine in `Host` means that some site has
 * pointed its own name here (DNS rebinding). Whatever could change something must come from the page itself: another
 * `Origin`, or none, is another page or no browser.
 */
export function refusal({ host = '', origin }: IncomingHttpHeaders, does: 'look' | 'act'): string | undefined {
  if (!LOOPBACK.has(addressIn(host)?.hostname ?? '')) return 'This page is for this machine only.\n';
  if (does === 'act' && origin !== `http://${host}`) return 'Only the page itself can do that.\n';
  return undefined;
}

/** What every answer carries; Safari wants the WebSocket's address beside 'self'. */
export function safeHeaders({ host = '' }: IncomingHttpHeaders): Record<string, string> {
  const socket = `ws://${addressIn(host)?.host ?? 'localhost'}`;
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      // Sizes and places that are worked out are written into style attributes.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      `connect-src 'self' ${socket}`,
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

const addressIn = (host: string): URL | null => URL.parse(`http://${host}`);
