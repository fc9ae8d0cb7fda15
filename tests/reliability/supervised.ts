import { type Duration, SECOND } from '../../src/core/instants.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { setFileClock } from './file-clock.ts';
import { type RunningBaton, type StandingBy, standBy } from './running.ts';

/** How long a machine takes to start a dead process again; longer than the worker's lease and the grace of a post. */
const DOWN: Duration = 30 * SECOND;

/** Processes that have loaded everything, ready before they are needed. `main` as for `standBy`. */
export function createStandbys(main?: string) {
  const waiting: StandingBy[] = [];
  return {
    take(): StandingBy {
      waiting.push(standBy(main));
      return waiting.shift() ?? standBy(main);
    },
    async dispose() {
      await Promise.all(waiting.splice(0).map((one) => one.dispose()));
    },
  };
}

/** A Baton that is started again when it has been killed. */
export interface Supervised {
  /** The port of the one that works; waits for a restart. Rejects if it ended in any other way than by a kill. */
  port(): Promise<number>;
  /** How often it was killed. */
  readonly deaths: number;
  readonly current: RunningBaton;
  /** All processes so far, the killed ones among them. */
  readonly processes: readonly RunningBaton[];
  stop(): Promise<void>;
}

export interface SupervisedOptions {
  readonly take: () => StandingBy;
  /** For the first process: with the kill plan. */
  readonly first: Readonly<Record<string, string>>;
  /** For those after it. */
  readonly later: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly clockFile: string;
}

export function supervise({ take, first, later, clock, clockFile }: SupervisedOptions): Supervised {
  const processes: RunningBaton[] = [];
  let deaths = 0;
  let isStopping = false;
  let current = begin(first);

  function begin(env: Readonly<Record<string, string>>): RunningBaton {
    const baton = take().begin(env);
    processes.push(baton);
    void baton.ended.then((how) => {
      if (isStopping || how !== 'SIGKILL') return;
      deaths += 1;
      setFileClock(clockFile, clock.now() + DOWN);
      current = begin(later);
    });
    return baton;
  }

  return {
    get deaths() {
      return deaths;
    },
    get current() {
      return current;
    },
    processes,
    async port() {
      for (;;) {
        const mine = current;
        try {
          return await mine.started;
        } catch (error) {
          await mine.ended;
          if (mine === current) throw error;
        }
      }
    },
    async stop() {
      isStopping = true;
      await Promise.all(processes.map((baton) => baton.dispose()));
    },
  };
}
