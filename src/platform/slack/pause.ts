import { setTimeout as wait } from 'node:timers/promises';
import type { Duration } from '../../core/instants.ts';

/**
 * Real time, not the clock's: a socket lives in the machine's time, whatever a steered clock shows. Doesn't keep
 * the process alive; ends early, without an error, when `signal` is aborted.
 */
export async function pause(ms: Duration, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {});
}

/** Whether `work` settled within `ms`. Its failure is its caller's to see. */
export async function settles(work: Promise<unknown>, ms: Duration): Promise<boolean> {
  const done = work.then(
    () => true,
    () => true,
  );
  const stop = new AbortController();
  try {
    return await Promise.race([done, pause(ms, stop.signal).then(() => false)]);
  } finally {
    stop.abort();
  }
}

export interface Turnstile {
  /** Resolves when it is the caller's turn. */
  pass(): Promise<void>;
  /** Nobody passes for this long, nor does whoever waits already. */
  closeFor(ms: Duration): void;
}

/** Lets callers through one at a time, `spacing` apart. */
export function createTurnstile(spacing: Duration): Turnstile {
  let free = Promise.resolve();
  let open = Promise.resolve();
  return {
    pass() {
      const turn = free.then(() => open);
      free = turn.then(() => pause(spacing));
      return turn;
    },
    closeFor(ms) {
      open = Promise.all([open, pause(ms)]).then(() => {});
    },
  };
}
