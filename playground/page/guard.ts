import { type HttpAnswer, type HttpHandler, textAnswer } from '../../src/platform/http/handler.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets only this page reach a route. Another name for this machine in `Host` means that some site has pointed its own
 * name here (DNS rebinding); a POST with another `Origin`, or none, comes from another page or from no browser.
 */
export const guarded =
  (handle: HttpHandler): HttpHandler =>
  async (request) => {
    const { host = '', origin } = request.headers;
    if (!LOOPBACK.has(URL.parse(`http://${host}`)?.hostname ?? ''))
      return refused('This page is for this machine only.\n');
    if (request.method === 'POST' && origin !== `http://${host}`) return refused('Only the page itself can do that.\n');
    const answer = await handle(request);
    return { ...answer, headers: { ...SAFE, ...answer.headers } };
  };

const refused = (why: string): HttpAnswer => textAnswer(403, why, SAFE);

/** `no-referrer` would make browsers send `Origin: null` with the page's own forms. */
const SAFE = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
