import { type Duration, SECOND } from '../../core/instants.ts';
import type { Log } from '../log.ts';

const PATIENCE: Duration = 10 * SECOND;

/**
 * Tells a watchman that all is well by one GET; his alarm is that nobody called. Reaches this address and nothing else,
 * follows no redirect, and fails without harm.
 */
export function createHeartbeat(reach: typeof globalThis.fetch, url: string, log: Log): () => Promise<void> {
  return async () => {
    try {
      const answer = await reach(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
      await answer.body?.cancel();
      // The address may hold a secret, so it is not logged.
      if (!answer.ok) log.warn('heartbeat.refused', { status: answer.status });
    } catch (error) {
      log.warn('heartbeat.failed', { code: nameOf(error) });
    }
  };
}

/** The error itself may name the address. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
