import type { Duration } from '../../../core/instants.ts';
import { WholeResponse } from '../../http/short-fetch.ts';

const SLACK_HOSTS: ReadonlySet<string> = new Set(['slack.com', 'files.slack.com', 'hooks.slack.com']);
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * `fetch` that reaches Slack and nothing else: the SDK puts the token on whatever address an answer or a payload
 * names (MSG-5). A loopback `slackApiUrl` (playground, tests) is allowed with exactly its own host and port.
 * Every request has a deadline, and redirects are refused.
 */
export function guardedFetch(
  reach: typeof globalThis.fetch,
  { slackApiUrl, timeout }: { slackApiUrl: string; timeout: Duration },
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isSlack(url, slackApiUrl)) throw new Error(`Refused to call ${url.host}: it is not Slack`);
    const response = await within(timeout, (signal) => reach(input, { ...init, redirect: 'error', signal }));
    return response.status === 429 ? withSeconds(response) : response;
  };
}

/** The deadline is for the answer to its end. `AbortSignal.timeout` would also pass for what has long been there, and make an error of it. */
async function within(timeout: Duration, call: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DOMException('No answer in time', 'TimeoutError')), timeout);
  let isOver = true;
  try {
    const response = await call(deadline.signal);
    isOver = response instanceof WholeResponse;
    return response;
  } finally {
    if (isOver) clearTimeout(timer);
    else timer.unref();
  }
}

/** Slack's sockets: `wss` on Slack's own hosts, or plain on the loopback host of `slackApiUrl`. */
export function isSlackSocket(address: string, slackApiUrl: string): boolean {
  const url = new URL(address);
  if (url.protocol === 'wss:' && /(^|\.)slack\.com$/.test(url.hostname)) return true;
  return url.protocol === 'ws:' && LOOPBACK.has(url.hostname) && LOOPBACK.has(new URL(slackApiUrl).hostname);
}

function isSlack(url: URL, slackApiUrl: string): boolean {
  if (url.protocol === 'https:' && SLACK_HOSTS.has(url.host)) return true;
  const own = new URL(slackApiUrl);
  return LOOPBACK.has(own.hostname) && url.origin === own.origin;
}

const UNSAID_SECONDS = '30';

/** The SDK drops a 429 whose Retry-After is no whole number into an error that nobody can tell from a lost connection. */
function withSeconds(response: Response): Response {
  if (/^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', UNSAID_SECONDS);
  return new Response(response.body, { status: 429, headers });
}
