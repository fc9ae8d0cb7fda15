import { openSync, writeSync } from 'node:fs';

/** Where a process is to die, and where it writes each boundary that it comes to. */
export interface KillPlan {
  /** One line for each boundary: what it is. Written before the boundary is crossed. */
  readonly file: string;
  /** The boundary at which to die, counted from 1; without it the process only counts. */
  readonly at?: number;
  readonly side?: 'before' | 'after';
  /** From the first moment, or only from `arm` on. */
  readonly from: 'start' | 'armed';
  /** Also between the statements of a migration, which are one call of the driver. */
  readonly statements?: boolean;
}

/** The places where something leaves this process for good: commits, calls, acknowledgements, answers. */
export interface Boundaries {
  /** Counts one and dies here if it is the one to die before; the answer is called once it has been crossed. */
  cross(what: string): () => void;
  arm(): void;
}

export function createBoundaries(plan: KillPlan): Boundaries {
  const file = openSync(plan.file, 'a');
  let isArmed = plan.from === 'start';
  let count = 0;
  return {
    cross(what) {
      if (!isArmed) return () => {};
      count += 1;
      const here = count;
      // Synchronously: the kernel has it before anything else happens.
      writeSync(file, `${what.replaceAll(/\s+/g, ' ')}\n`);
      if (here === plan.at && plan.side === 'before') die();
      return () => {
        if (here === plan.at && plan.side === 'after') die();
      };
    },
    arm() {
      isArmed = true;
    },
  };
}

/** Nothing is flushed, nothing is closed, no handler runs. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
