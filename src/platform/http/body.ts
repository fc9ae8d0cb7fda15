import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The sender hung up or was too slow; there is nobody to answer. */
  | { readonly kind: 'gone' };

/** Reads a body of at most `most` bytes. What comes after the limit is thrown away as it arrives, never kept. */
export function readBody(request: IncomingMessage, most: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (body: Body) => {
      request.off('data', take);
      chunks.length = 0;
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) settle({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => settle({ kind: 'whole', bytes: Buffer.concat(chunks) }));
    request.once('close', () => settle({ kind: 'gone' }));
    // The rejection is told by 'close'; without a listener it would end the process.
    request.on('error', () => {});
  });
}

/** Compressed bodies are refused: a small one may unfold to gigabytes. */
export function isEncoded(request: IncomingMessage): boolean {
  const encoding = request.headers['content-encoding'];
  return encoding !== undefined && encoding.trim().toLowerCase() !== 'identity';
}
