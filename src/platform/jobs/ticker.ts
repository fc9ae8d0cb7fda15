import { schedule } from 'node-cron';
import type { Log } from '../log.ts';

/**
 * The only cron entry: `sweep` every minute, UTC. It decides nothing, as node-cron loses a run when the process is late or the
 * wall clock skips it; what is due stands in the jobs table. Returns what stops it.
 */
export function startTicker(sweep: () => Promise<void>, log: Log): () => Promise<void> {
  const task = schedule(
    '* * * * *',
    () => sweep().catch((error: unknown) => log.error('ticker.sweep-failed', { error })),
    { timezone: 'UTC', noOverlap: true, suppressMissedWarning: true, unref: true, logger: cronLog(log) },
  );
  return async () => {
    await task.destroy();
  };
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
