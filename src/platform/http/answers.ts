import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type HttpAnswer, textAnswer } from './handler.ts';

const plainText = 'text/plain; charset=utf-8';

/** Set on each answer, also on those that another listener writes. */
export const standingHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

export const notFound = textAnswer(404, 'Not found.\n');
export const tooLarge = textAnswer(413, 'The body is too large.\n');
export const encodedBody = textAnswer(415, 'Send the body without a content encoding.\n');
export const wrongMethod = (allow: readonly string[]): HttpAnswer =>
  textAnswer(405, 'Method not allowed.\n', { allow: allow.join(', ') });
/** The sender is to come again; five seconds are what it takes at most from new room on the disk to the next 2xx. */
export const notNow = textAnswer(503, 'Not now: please send it again.\n', { 'retry-after': '5' });
export const failed = (id: string): HttpAnswer =>
  textAnswer(500, `Something went wrong here. Its id in our log: ${id}\n`);

/** Writes the whole answer and ends it. */
export function send(response: ServerResponse, answer: HttpAnswer): void {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, headersOf(answer, body.length));
  response.end(body);
}

/**
 * Answers a sender that is still sending. The answer is complete at once, but the connection is closed only when the
 * sender has stopped or `lingerMs` have passed: closing it earlier resets it, and the sender never reads why.
 */
export function sendBeforeEnd(response: ServerResponse, answer: HttpAnswer, lingerMs: number): void {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { ...headersOf(answer, body.length), connection: 'close' });
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  response.req.once('end', end);
  response.req.once('close', end);
  response.req.resume();
}

/** The last word to a connection that never became a request: too slow, too long or not HTTP. */
export function refuseConnection(socket: Duplex, code: string | undefined): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${plainText}`,
    'Content-Length: 0',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}

function headersOf({ status, headers = {} }: HttpAnswer, length: number): OutgoingHttpHeaders {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (status === 204) return { ...standingHeaders, ...own };
  return { ...standingHeaders, 'content-type': plainText, ...own, 'content-length': length };
}
