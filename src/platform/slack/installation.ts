import { MINUTE } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Whether our token still works, as far as Slack has said. */
export interface Installation {
  readonly isLost: boolean;
  /** Slack refused the token, or told us that it is gone: we are not ready until it works again. */
  lost(code: string): void;
  stop(): void;
}

/** While the installation is lost, `identify` is tried every minute: whoever installs the app again need not start us anew. */
export function createInstallation(identify: () => Promise<unknown>, clock: Clock, log: Log): Installation {
  const stopped = new AbortController();
  let isLost = false;

  async function waitUntilBack(): Promise<void> {
    while (isLost && !stopped.signal.aborted) {
      await clock.sleepUntil(clock.now() + MINUTE, stopped.signal);
      if (stopped.signal.aborted) return;
      isLost = await identify().then(
        () => false,
        () => true,
      );
    }
    if (!stopped.signal.aborted) log.info('slack.installation-back');
  }

  return {
    get isLost() {
      return isLost;
    },
    lost(code) {
      if (isLost) return;
      isLost = true;
      log.error('slack.installation-lost', { code });
      void waitUntilBack();
    },
    stop: () => stopped.abort(),
  };
}
