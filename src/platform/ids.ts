import { randomBytes, randomUUID } from 'node:crypto';
import { systemClock } from './clock.ts';

/** Names for new rows. They grant nothing: what grants something comes from `Random`. */
export interface Ids {
  next(): string;
}

/** Chance, as a port: secrets, one-time codes and jitter. */
export interface Random {
  /** Unpredictable bytes, for what grants something. */
  bytes(count: number): Uint8Array;
  /** From 0 (inclusive) to 1 (exclusive), for jitter. */
  fraction(): number;
}

export const systemIds: Ids = { next: timedUuid };

/**
 * A UUID of version 7 (RFC 9562): the time, then chance. Rows that are made together then stand together in each index, so that
 * a commit writes few pages, however long the table is.
 */
function timedUuid(): string {
  const time = systemClock.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

export const systemRandom: Random = { bytes: (count) => randomBytes(count), fraction: () => Math.random() };
