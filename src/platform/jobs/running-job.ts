import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../clock.ts';
import type { Tx } from '../db/handles.ts';
import { afterCommit } from '../db/transaction-scope.ts';
import type { Job } from './job.ts';
import { complete, confirm } from './outcome.ts';
import type { TakenJob } from './store.ts';

const running = new AsyncLocalStorage<Job<unknown>>();

/**
 * Throws `LeaseLost` if the job whose handler we are inside isn't ours any more; does nothing outside a handler. Called in the
 * transaction that commits before an effect in the outside world, so that a worker that slept too long has none.
 */
export async function confirmRunningJob(tx: Tx): Promise<void> {
  await running.getStore()?.confirm(tx);
}

/** A job for its handler, and what it knows of itself. */
export interface RunningJob {
  readonly job: Job<unknown>;
  /** Whether the handler has completed it by `settle`. */
  isSettled(): boolean;
  /** Calls the handler so that everything it awaits can find its job. */
  inside<T>(work: () => Promise<T>): Promise<T>;
}

export function runningJob(taken: TakenJob, clock: Clock): RunningJob {
  let settled = false;
  const job: Job<unknown> = {
    key: taken.key,
    payload: JSON.parse(taken.payload),
    attempt: taken.attempts + 1,
    settle: async (tx) => {
      await complete(tx, taken, clock.now());
      // Not before: the transaction may still be rolled back.
      afterCommit(() => {
        settled = true;
      });
    },
    confirm: (tx) => confirm(tx, taken),
  };
  return { job, isSettled: () => settled, inside: (work) => running.run(job, work) };
}
