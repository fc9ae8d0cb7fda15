import type { Duration, Instant } from '../src/core/instants.ts';
import type { Clock } from '../src/platform/clock.ts';

/** A clock that flows like the real one from a chosen instant on, and can be pushed. */
export interface SteeredClock extends Clock {
  /** Moves on by `ms`; sleeps that become due resolve. */
  advance(ms: Duration): void;
  /** Moves to `instant`, forwards or backwards; sleeps that are due there resolve. */
  jumpTo(instant: Instant): void;
}

interface Sleeper {
  readonly until: Instant;
  readonly wake: () => void;
}

// A longer setTimeout overflows to one millisecond.
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The machine's time in milliseconds: for what Slack measures in real time (trigger ids, rate limits, its patience
 * with an app). Everything that a person can read comes from the steered clock.
 */
export const realNow = (): Instant => Date.now();

/** A clock that shows `startAt` now (default: the machine's time). A frozen one stands still between pushes. */
export function createSteeredClock(options: { startAt?: Instant; frozen?: boolean } = {}): SteeredClock {
  const sleepers = new Set<Sleeper>();
  const origin = realNow();
  let ahead = (options.startAt ?? origin) - origin;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const now = () => (options.frozen ? origin : realNow()) + ahead;

  function wakeDue(): void {
    const due = [...sleepers].filter((sleeper) => sleeper.until <= now()).sort((a, b) => a.until - b.until);
    for (const sleeper of due) sleeper.wake();
    setAlarm();
  }

  function setAlarm(): void {
    clearTimeout(timer);
    if (options.frozen || sleepers.size === 0) return;
    const next = Math.min(...[...sleepers].map((sleeper) => sleeper.until));
    timer = setTimeout(wakeDue, Math.min(Math.max(next - now(), 0), LONGEST_TIMER));
  }

  function steer(by: Duration): void {
    ahead += by;
    wakeDue();
  }

  return {
    now,
    advance: steer,
    jumpTo: (instant) => steer(instant - now()),
    sleepUntil(instant, signal) {
      if (signal?.aborted || instant <= now()) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          until: instant,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        const abort = () => {
          sleeper.wake();
          setAlarm();
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
        setAlarm();
      });
    },
  };
}
