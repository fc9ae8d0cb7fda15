import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A line on which connections can go dead without anybody being told. */
export interface HalfOpenProxy {
  readonly origin: string;
  /** Whatever listens on this port of this machine is at the other end. */
  leadTo(port: number): void;
  /** From now on the connections that are open carry nothing, in either direction, and are not closed; new ones work. Gives how many. */
  swallow(): number;
}

/** Ends with the test. */
export async function startHalfOpenProxy(): Promise<HalfOpenProxy> {
  let target = 0;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const [one, other] of [pair, [far, near]] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        pairs.delete(pair);
        if (!dead.has(one)) other.destroy();
      });
    }
  });
  const dead = new Set<Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of [...dead, ...[...pairs].flat()]) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    leadTo(port) {
      target = port;
    },
    swallow() {
      const open = [...pairs];
      for (const [near, far] of open) {
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          dead.add(one);
          one.unpipe(other);
          // Read, or the other end would notice that nobody takes what it sends.
          one.resume();
        }
      }
      pairs.clear();
      return open.length;
    },
  };
}
