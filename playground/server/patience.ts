import { realNow } from '../steered-clock.ts';
import type { Timers } from './timers.ts';

/** How long Slack waits for the app, in real milliseconds of a machine that has time for us. */
export interface Patience {
  /** Calls `giveUp` when it has waited for so long, unless the returned function is called before. */
  after(ms: number, giveUp: () => void): () => void;
}

interface Wait {
  left: number;
  readonly giveUp: () => void;
}

const STEP = 25;

/**
 * Slack does not become slow when our machine does, and the app is mostly in the same process. So it waits in small steps, and of
 * one that took longer than it should only as much counts as this process had of a processor.
 */
export function createPatience(timers: Timers): Patience {
  const waits = new Set<Wait>();
  let last = { at: 0, worked: 0 };
  let stop: (() => void) | undefined;

  function step(): void {
    const [at, worked] = [realNow(), processorTime()];
    const passed = Math.min(at - last.at, STEP + worked - last.worked);
    last = { at, worked };
    for (const wait of waits) wait.left -= passed;
    for (const wait of waits) {
      if (wait.left > 0) continue;
      end(wait);
      wait.giveUp();
    }
  }

  function end(wait: Wait): void {
    waits.delete(wait);
    if (waits.size > 0) return;
    stop?.();
    stop = undefined;
  }

  return {
    after(ms, giveUp) {
      const wait = { left: ms, giveUp };
      if (waits.size === 0) {
        last = { at: realNow(), worked: processorTime() };
        stop = timers.every(STEP, step);
      }
      waits.add(wait);
      return () => end(wait);
    },
  };
}

/** Milliseconds that this process has had of processors. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
