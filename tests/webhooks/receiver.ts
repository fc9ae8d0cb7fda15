import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call, as the other side got it. */
export interface Taken {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Somebody outside who follows: takes what comes, and answers as told. */
export interface Receiver {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** From now on; without it, 204. */
  answers(how: Answer | ((taken: Taken) => Answer)): void;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

const WELL: Answer = { status: 204 };

/** Listens on this machine until it is closed. */
export async function startReceiver(): Promise<Receiver> {
  const taken: Taken[] = [];
  let answer: (one: Taken) => Answer = () => WELL;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const rawBody = Buffer.concat(parts);
      const { type, data } = JSON.parse(rawBody.toString());
      const one: Taken = { id: String(request.headers['webhook-id']), headers: request.headers, rawBody, type, data };
      taken.push(one);
      const { status, headers } = answer(one);
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whoever forgets to close it keeps no process alive.
  server.unref();
  return {
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    taken,
    answers(how) {
      answer = typeof how === 'function' ? how : () => how;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return address.port;
}
