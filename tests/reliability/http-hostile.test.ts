import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

const [backend] = backends;
const MEGABYTE = 1_048_576;

async function start() {
  const stopped = await withDatabase(backend ?? never());
  const baton = runProgram(['start'], stopped.env);
  const port = await baton.port();
  return { ...stopped, baton, port };
}

describe('who wastes our time', () => {
  it('by a thousand connections of one byte a second is cut off in time, and the others are answered meanwhile (row 48)', async () => {
    const { port, send } = await start();
    const unloaded = await answered(port, send, 40);
    const sockets = Array.from({ length: 1_000 }, () => connect(port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    const closedAfter: number[] = [];
    const from = systemClock.now();
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.on('close', () => closedAfter.push(systemClock.now() - from));
      // Whoever doesn't read never hears that it is over.
      socket.resume();
    }
    const slow = dripping(sockets);
    const meanwhile = await answered(port, send, 40);
    expect(meanwhile.half).toBeLessThanOrEqual(Math.max(3 * unloaded.half, NOTICED_BY_NOBODY));
    expect(meanwhile.longest).toBeLessThan(Math.max(3 * unloaded.longest, 3 * SECOND));
    await expect.poll(() => closedAfter.length, { timeout: 30_000, interval: 200 }).toBe(1_000);
    slow.stop();
    // Half of them never end their headers (ten seconds), half never their body (fifteen).
    expect(Math.max(...closedAfter)).toBeLessThan(25 * SECOND);
    expect(await send(port, 'Last Corp')).toBe(200);
  });

  it('by a body that is huge, a bomb, of too many keys or too deep, though signed, gets its answer for little work (row 47)', async () => {
    const { port, secret, baton } = await start();
    const pid = baton.child.pid ?? 0;
    const bodies: [string, Buffer, Record<string, string>, number][] = [
      ['200 MB, announced', Buffer.alloc(0), { 'content-length': '209715200' }, 413],
      ['2 MB', Buffer.alloc(2 * MEGABYTE, 'a'), {}, 413],
      ['a bomb of gzip', gzipSync(Buffer.alloc(50 * MEGABYTE)), { 'content-encoding': 'gzip' }, 415],
      ['80,000 keys', Buffer.from(`{${keys(80_000)}}`), {}, 400],
      ['a depth of 100,000', Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), {}, 400],
    ];
    const round = async () => {
      const found: [string, number, boolean][] = [];
      for (const [what, body, headers] of bodies) {
        const send = () => {
          const signed = sign({ scheme: 'hmac-hex', secret, rawBody: body, now: systemClock.now(), deliveryId: what });
          return statusOf(port, body, { ...signed, ...headers });
        };
        // The first one warms up what everybody needs.
        const status = await send();
        const before = cpuOf(pid);
        for (let at = 0; at < TIMES; at += 1) await send();
        found.push([what, status, (cpuOf(pid) - before) / TIMES < 50]);
      }
      return found;
    };
    const answers = bodies.map(([what, _body, _headers, status]) => [what, status, true]);
    expect(await round()).toEqual(answers);
    // What leaks, leaks in every round; a single round tells more about when V8 collects garbage.
    const held = memoryOf(pid);
    for (let again = 0; again < ROUNDS; again += 1) expect(await round()).toEqual(answers);
    expect((memoryOf(pid) - held) / ROUNDS).toBeLessThan(10 * MEGABYTE);
  });
});

const TIMES = 6;

const ROUNDS = 12;

/** Milliseconds; a busy machine alone takes as long. */
const NOTICED_BY_NOBODY = 50;

/** The times in milliseconds within which half of some genuine leads, and all of them, are answered. */
async function answered(port: number, send: (port: number, company: string) => Promise<number>, leads: number) {
  const took: number[] = [];
  for (let at = 0; at < leads; at += 1) {
    const asked = performance.now();
    expect(await send(port, `Company ${at}`)).toBe(200);
    took.push(performance.now() - asked);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { half: sorted[Math.floor(leads / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
}

const keys = (count: number): string => Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',');

/** Sends a byte a second over each of these: half of them a header without end, half a body. */
function dripping(sockets: readonly Socket[]) {
  for (const [at, socket] of sockets.entries()) {
    socket.write(
      at % 2 === 0
        ? 'POST /hooks/form HTTP/1.1\r\nHost: a\r\nX-Slow: '
        : 'POST /hooks/form HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n',
    );
  }
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('a');
  }, SECOND);
  return { stop: () => clearInterval(timer) };
}

/** Over a socket of its own, because fetch corrects what is wrong. 0 if there is no answer. */
async function statusOf(port: number, body: Buffer, headers: Record<string, string>): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const lines = Object.entries({ 'content-length': String(body.length), ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1');
    socket.end();
  });
  socket.write(`POST /hooks/form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines.join('\r\n')}\r\n\r\n`);
  socket.write(body);
  await once(socket, 'close');
  return Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0);
}

/** Milliseconds of processor that a process has used; Linux counts them in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;
}

function never(): never {
  throw new Error('There is no database');
}
