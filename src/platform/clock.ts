import type { Instant } from '../core/instants.ts';

/** The time, as a port: everything else in `src` is told what time it is. */
export interface Clock {
  now(): Instant;
  /** Resolves once `now()` has reached `instant`, also when the clock jumps there; at once when `signal` is aborted. */
  sleepUntil(instant: Instant, signal?: AbortSignal): Promise<void>;
}

// A timer counts monotonic time, so a suspended machine or a corrected clock would make one long timer late.
const LONGEST_TIMER = 1_000;

/** The machine's own clock: the only reader of the time in this project. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleepUntil(instant, signal) {
    while (!signal?.aborted) {
      const left = instant - Date.now();
      if (left <= 0) return;
      await pause(Math.min(left, LONGEST_TIMER), signal);
    }
  },
};

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
