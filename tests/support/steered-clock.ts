import type { Duration, Instant } from '../../src/core/instants.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** A clock that stands still until a test moves it, forwards or back; moving it resolves the sleeps that have become due. */
export interface SteeredClock extends Clock {
  moveTo(instant: Instant): void;
  moveBy(duration: Duration): void;
}

interface Sleeper {
  readonly until: Instant;
  readonly wake: () => void;
}

export function steeredClock(start: Instant = 1_000_000): SteeredClock {
  let now = start;
  const sleepers = new Set<Sleeper>();

  function moveTo(instant: Instant): void {
    now = instant;
    for (const sleeper of sleepers) if (sleeper.until <= now) sleeper.wake();
  }

  return {
    now: () => now,
    moveTo,
    moveBy: (duration) => moveTo(now + duration),
    sleepUntil(until, signal) {
      if (until <= now || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          until,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake);
      });
    },
  };
}
