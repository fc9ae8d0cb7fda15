import * as http from 'node:http';
import * as https from 'node:https';
import { type Duration, SECOND } from '../../core/instants.ts';

/** Before those who are called hang up: what is sent just then may or may not have been read. */
const KEPT_IDLE: Duration = 4 * SECOND;

const kept = { keepAlive: true, timeout: KEPT_IDLE };
const plain = { request: http.request, agent: new http.Agent(kept) };
const encrypted = { request: https.request, agent: new https.Agent(kept) };

/**
 * `fetch` for many short calls, such as those of Slack's Web API: a text or nothing is posted, redirects are refused, and what
 * comes is a `WholeResponse`. Node's own streams both ways and does all that a browser needs, which takes several times the processor
 * time; whatever is not such a call goes to it.
 */
export const shortFetch: typeof globalThis.fetch = (input, init) => {
  const body = init?.body ?? '';
  const isShort = !(input instanceof Request) && init?.method === 'POST' && init.redirect === 'error';
  if (!isShort || typeof body !== 'string') return globalThis.fetch(input, init);
  return posted(new URL(input), body, new Headers(init.headers), init.signal ?? undefined);
};

/** An answer that is there to its end: nothing of it is still to come, or can fail. */
export class WholeResponse extends Response {
  readonly #bytes: Buffer<ArrayBuffer>;

  constructor(bytes: Buffer<ArrayBuffer>, init: ResponseInit) {
    super(null, init);
    this.#bytes = bytes;
  }

  override readonly arrayBuffer = async (): Promise<ArrayBuffer> => new Uint8Array(this.#bytes).buffer;
  override readonly text = async (): Promise<string> => this.#bytes.toString();
  override readonly json = async (): Promise<unknown> => JSON.parse(this.#bytes.toString());
}

function posted(url: URL, body: string, headers: Headers, signal: AbortSignal | undefined): Promise<WholeResponse> {
  const { request, agent } = url.protocol === 'https:' ? encrypted : plain;
  headers.set('content-length', String(Buffer.byteLength(body)));
  return new Promise((resolve, reject) => {
    // An aborted request says that it was, and not why.
    const fail = (error: unknown) => reject(signal?.aborted ? signal.reason : error);
    const options = { method: 'POST', agent, headers: Object.fromEntries(headers), ...(signal && { signal }) };
    request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', fail);
      answer.once('end', () => {
        try {
          resolve(wholeOf(answer, chunks));
        } catch (error) {
          fail(error);
        }
      });
    })
      .once('error', fail)
      .end(body);
  });
}

/** Throws for a redirect, and for a status that none is. */
function wholeOf(answer: http.IncomingMessage, chunks: readonly Buffer[]): WholeResponse {
  const { statusCode = 0, statusMessage = '', headersDistinct } = answer;
  const isRedirect = statusCode >= 300 && statusCode < 400 && headersDistinct.location !== undefined;
  if (isRedirect) throw new TypeError('The answer is a redirect, and was not to be followed.');
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return new WholeResponse(Buffer.concat(chunks), { status: statusCode, statusText: statusMessage, headers });
}
