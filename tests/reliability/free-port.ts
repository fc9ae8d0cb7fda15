import { once } from 'node:events';
import { createServer } from 'node:http';

/** Below what systems give to whoever asks for any port: there, another program could be given ours between two of our lives. */
const [LOWEST, HOW_MANY] = [15_000, 15_000];

/** A port that nobody listens on, and that nobody is given who has no wishes. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * HOW_MANY);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) await once(server.close(), 'close');
    if (isFree) return port;
  }
}
