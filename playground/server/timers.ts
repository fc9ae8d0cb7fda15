/** Real-time timers that end with the server, so that it leaves nothing running behind. */
export interface Timers {
  after(ms: number, work: () => void): () => void;
  every(ms: number, work: () => void): () => void;
  pause(ms: number): Promise<void>;
  readonly isStopped: boolean;
  stop(): void;
}

export function createTimers(): Timers {
  const running = new Map<ReturnType<typeof setTimeout>, () => void>();
  let stopped = false;

  function cancel(timer: ReturnType<typeof setTimeout>): void {
    clearTimeout(timer);
    running.delete(timer);
  }

  const timers: Timers = {
    after(ms, work) {
      if (stopped) return () => {};
      const timer = setTimeout(() => {
        running.delete(timer);
        work();
      }, ms);
      running.set(timer, () => {});
      return () => cancel(timer);
    },
    every(ms, work) {
      if (stopped) return () => {};
      const timer = setInterval(work, ms);
      running.set(timer, () => {});
      return () => cancel(timer);
    },
    pause(ms) {
      if (stopped || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          running.delete(timer);
          resolve();
        }, ms);
        // Whoever waits goes on when the server stops, instead of hanging for ever.
        running.set(timer, resolve);
      });
    },
    get isStopped() {
      return stopped;
    },
    stop() {
      stopped = true;
      for (const [timer, release] of running) {
        cancel(timer);
        release();
      }
    },
  };
  return timers;
}
