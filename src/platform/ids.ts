import { randomBytes, randomUUID } from 'node:crypto';

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

export const systemIds: Ids = { next: () => randomUUID() };

export const systemRandom: Random = { bytes: (count) => randomBytes(count), fraction: () => Math.random() };
