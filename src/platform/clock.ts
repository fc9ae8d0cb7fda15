import { uptime } from 'node:os';
import { type Duration, type Instant, MINUTE, SECOND } from '../core/instants.ts';

/** The time, as a port: everything else in `src` is told what time it is. */
export interface Clock {
  now(): Instant;
  /** Resolves once `now()` has reached `instant`, also when the clock jumps there; at once when `signal` is aborted. */
  sleepUntil(instant: Instant, signal?: AbortSignal): Promise<void>;
}

// A timer counts monotonic time, so a suspended machine or a corrected clock would make one long timer late.
const LONGEST_TIMER = 1_000;

/** The machine's own clock: the only reader of the time in this project. */
export const systemClock: Clock = clockOf(() => Date.now());

function clockOf(now: () => Instant): Clock {
  return {
    now,
    async sleepUntil(instant, signal) {
      while (!signal?.aborted) {
        const left = instant - now();
        if (left <= 0) return;
        await pause(Math.min(left, LONGEST_TIMER), signal);
      }
    },
  };
}

/** A clock that goes on by the time that has passed when the machine's is set to another time, until somebody knows better. */
export interface SteadyClock extends Clock {
  /** How far it is ahead of the machine's clock; 0 as long as that one is right. */
  readonly ahead: Duration;
  /** Calls `listener` when the machine's clock was set, with by how much. */
  onStep(listener: (by: Duration) => void): void;
  /** Somebody who knows says what time it is: the machine is right if it is less than a minute off, and else wrong. */
  correct(trueTime: Instant): void;
}

/** What a machine counts: its clock, the milliseconds that it was awake, and those since its start. */
export interface Machine {
  wall(): Instant;
  awake(): Duration;
  up(): Duration;
}

const thisMachine: Machine = {
  wall: () => Date.now(),
  awake: () => performance.now(),
  up: () => uptime() * SECOND,
};

/** More than a slow or a fast clock makes in a minute, and less than what could make somebody late. */
const STEP = 20 * SECOND;

/**
 * A promise of thirty minutes is not broken because somebody sets the clock. What the clock and the time that has passed
 * disagree about is a step, unless the machine slept. Slow drift is followed.
 */
export function createSteadyClock(machine: Machine = thisMachine): SteadyClock {
  let heard: (by: Duration) => void = () => {};
  const look = () => ({ wall: machine.wall(), awake: machine.awake(), up: machine.up() });
  let seen = look();
  let ahead: Duration = 0;

  function now(): Instant {
    const wall = machine.wall();
    const passed = machine.awake() - seen.awake;
    if (Math.abs(wall - seen.wall - passed) > STEP) judge();
    else if (passed > MINUTE) seen = look();
    return machine.wall() + ahead;
  }

  function judge(): void {
    const before = seen;
    seen = look();
    // The time since the start of the machine includes its sleep.
    const by = seen.wall - before.wall - (seen.up - before.up);
    if (Math.abs(by) <= STEP) return;
    ahead -= by;
    heard(by);
  }

  return {
    ...clockOf(now),
    get ahead() {
      return ahead;
    },
    onStep(listener) {
      heard = listener;
    },
    correct(trueTime) {
      // A step that nobody has noticed yet would be counted twice.
      now();
      const off = trueTime - machine.wall();
      const wanted = Math.abs(off) > MINUTE ? off : 0;
      // What is known to a second only must not make the clock tremble.
      if (Math.abs(wanted - ahead) > MINUTE) ahead = wanted;
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
