import { schedule } from 'node-cron';
import type { Log } from '../log.ts';

/**
 * The only cron entry: `tick` every minute, UTC. It decides nothing, as node-cron loses a run when the process is late or the
 * wall clock skips it; what is due stands in the jobs table. Returns what stops it.
 */
export function startTicker(tick: () => Promise<void>, log: Log): () => Promise<void> {
  const task = schedule('* * * * *', tick, {
    timezone: 'UTC',
    noOverlap: true,
    suppressMissedWarning: true,
    unref: true,
    logger: cronLog(log),
  });
  return async () => {
    await task.destroy();
  };
}

/** One after the other; one that fails is a line in the log and keeps none of the others, the auditor among them, from its work. */
export async function eachInTurn(tasks: readonly (() => Promise<unknown>)[], log: Pick<Log, 'error'>): Promise<void> {
  for (const task of tasks) {
    try {
      await task();
    } catch (error) {
      log.error('ticker.sweep-failed', { error });
    }
  }
}

// node-cron would write to the console.
function cronLog(log: Log) {
  return {
    debug: () => {},
    info: () => {},
    warn: (reason: string) => log.warn('ticker.warned', { reason }),
    error: (error: string | Error) =>
      log.error('ticker.failed', { error: error instanceof Error ? error : new Error(error) }),
  };
}
