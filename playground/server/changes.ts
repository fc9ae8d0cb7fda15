import type { Timers } from './timers.ts';

/** Tells listeners that something at Slack has changed. */
export interface Changes {
  changed(): void;
  subscribe(listener: () => void): () => void;
  /** Resolves with the first answer of `condition` that isn't undefined, null or false; looks again at every change. */
  readonly until: <T>(condition: () => T, options?: { timeoutMs?: number; what?: string }) => Promise<Truthy<T>>;
}

type Truthy<T> = Exclude<T, undefined | null | false>;

const isTruthy = <T>(value: T): value is Truthy<T> => value !== undefined && value !== null && value !== false;

// A wait ends with its condition; this only says when to give up on a busy machine.
const PATIENCE = 60_000;
// What the tests wait for may lie outside Slack (a database row), and nothing tells us of that.
const LOOK_AGAIN = 25;

export function createChanges(timers: Timers, describe: () => string): Changes {
  const listeners = new Set<() => void>();

  return {
    changed() {
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    until(condition, { timeoutMs = PATIENCE, what = 'the condition' } = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<Truthy<ReturnType<typeof condition>>>();
      const look = () => {
        try {
          const answer = condition();
          if (isTruthy(answer)) resolve(answer);
        } catch (error) {
          reject(error);
        }
      };
      listeners.add(look);
      const stopLooking = timers.every(LOOK_AGAIN, look);
      const giveUp = timers.after(timeoutMs, () =>
        reject(new Error(`Waited ${timeoutMs} ms for ${what} in vain. At Slack:\n${describe()}`)),
      );
      look();
      return promise.finally(() => {
        listeners.delete(look);
        stopLooking();
        giveUp();
      });
    },
  };
}
