import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a load has done: how long each request waited for its answer, and all of them together, in milliseconds. */
export interface LoadResult {
  readonly took: readonly number[];
  readonly total: number;
  /** When each request was sent, in their order, on `performance.now()`. */
  readonly sentAt: readonly number[];
}

/** Sends every request as soon as one of so many workers is free. Throws at the first answer that isn't 200. */
export async function closedLoop(port: number, workers: number, requests: readonly Buffer[]): Promise<LoadResult> {
  const took: number[] = [];
  const sentAt: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const connection = await openConnection(port);
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        sentAt.push(performance.now());
        took.push(await connection.ask(request));
      }
      connection.close();
    }),
  );
  return { took, sentAt, total: performance.now() - startedAt };
}

/** Sends so many requests a second, whether the ones before have been answered or not. */
export async function openLoop(port: number, perSecond: number, requests: readonly Buffer[]): Promise<LoadResult> {
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const took: number[] = [];
  const sentAt: number[] = [];
  const startedAt = performance.now();
  const answers: Promise<void>[] = [];
  for (const [at, request] of requests.entries()) {
    const wait = startedAt + (at * 1_000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    const connection = idle.pop() ?? (await openConnection(port));
    if (!all.includes(connection)) all.push(connection);
    sentAt.push(performance.now());
    const answer = connection.ask(request).then((ms) => {
      took.push(ms);
      idle.push(connection);
    });
    answers.push(answer);
  }
  await Promise.all(answers);
  for (const connection of all) connection.close();
  return { took, sentAt, total: performance.now() - startedAt };
}

interface Connection {
  /** Sends a request; how long the answer took, in milliseconds. */
  ask(request: Buffer): Promise<number>;
  close(): void;
}

/**
 * A connection that is kept open, with no more of HTTP than is needed to see where an answer ends: a real client would
 * need more of the harness's core than the program under test needs of its own.
 */
async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let settle: { resolve: (ms: number) => void; reject: (error: Error) => void; sentAt: number } | undefined;

  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    if (settle === undefined || !isWhole(received)) return;
    const { resolve, reject, sentAt } = settle;
    settle = undefined;
    const answer = received;
    received = '';
    if (answer.startsWith('HTTP/1.1 200')) resolve(performance.now() - sentAt);
    else reject(new Error(`Answered with ${answer}`));
  });
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => settle?.reject(new Error('The connection was closed without an answer')));

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject, sentAt: performance.now() };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end + 2))?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return answer.endsWith('0\r\n\r\n');
}

/** The bytes of a POST. */
export function postOf(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  const all = { host: '127.0.0.1', 'content-length': String(body.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}
