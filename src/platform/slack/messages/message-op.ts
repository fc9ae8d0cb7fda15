import { createHash } from 'node:crypto';

/**
 * The op of a message, which travels in its metadata: the same in every copy of the database, so that a restored one finds what
 * was posted after the copy was made. Says nothing about the message to whoever reads it.
 */
export const opOf = (messageKey: string, reposts: number): string =>
  createHash('sha256').update(`${messageKey}#${reposts}`).digest('base64url');
