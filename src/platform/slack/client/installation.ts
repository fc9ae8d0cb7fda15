import { type Instant, MINUTE } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';

/** Whether our token still works, as far as Slack has said. */
export interface Installation {
  readonly isLost: boolean;
  /** Slack refused the token, or told us that it is gone: we are not ready until it works again. */
  lost(code: string): void;
  /** Slack's code for the loss, while it lasts; waits for the answer if Slack is being asked, or is due to be. */
  lostBy(): Promise<string | undefined>;
  stop(): void;
}

/** While the installation is lost, `identify` is tried every minute: whoever installs the app again need not start us anew. */
export function createInstallation(
  identify: () => Promise<unknown>,
  clock: Clock,
  log: Log,
  onChange: (isLost: boolean) => void = () => {},
): Installation {
  const stopped = new AbortController();
  let code: string | undefined;
  let looking: Promise<void> | undefined;
  let nextLookAt: Instant = 0;

  /** Asked at once too: a code may have been about one method only. */
  async function waitUntilBack(): Promise<void> {
    while (code !== undefined && !stopped.signal.aborted) {
      await look();
      if (code !== undefined) await clock.sleepUntil(nextLookAt, stopped.signal);
    }
  }

  /** However many ask, Slack is asked once. */
  function look(): Promise<void> {
    looking ??= identify()
      .then(
        () => back(),
        () => {},
      )
      .finally(() => {
        looking = undefined;
        nextLookAt = clock.now() + MINUTE;
      });
    return looking;
  }

  function back(): void {
    code = undefined;
    if (stopped.signal.aborted) return;
    onChange(false);
    log.info('slack.installation-back');
  }

  return {
    get isLost() {
      return code !== undefined;
    },
    lost(found) {
      if (code !== undefined) return;
      code = found;
      onChange(true);
      log.error('slack.installation-lost', { code });
      void waitUntilBack();
    },
    async lostBy() {
      if (code !== undefined && (looking !== undefined || clock.now() >= nextLookAt)) await look();
      return code;
    },
    stop: () => stopped.abort(),
  };
}
