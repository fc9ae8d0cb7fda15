import type { Instant } from '../../core/instants.ts';
import { Transient } from '../errors.ts';
import type { Random } from '../ids.ts';
import type { JobTiming } from './timing.ts';

/**
 * When to try again after a job's `failures`-th failure in a row: when the other side said so, else after a wait that doubles
 * each time, of which the last half is left to chance, lest many jobs that failed together come back together.
 */
export function retryAt(error: unknown, failures: number, now: Instant, timing: JobTiming, random: Random): Instant {
  const named = error instanceof Transient ? error.retryAt : undefined;
  if (named !== undefined && named > now) return named;
  // A named time that has passed meanwhile is as good as a first failure. 2 ** 30 times the base is far beyond any
  // longest wait; larger powers would leave the safe integers.
  const doublings = named === undefined ? Math.min(failures - 1, 30) : 0;
  const wait = Math.min(timing.backoffMaxMs, timing.backoffBaseMs * 2 ** doublings);
  return now + Math.round(wait / 2 + (wait / 2) * random.fraction());
}
