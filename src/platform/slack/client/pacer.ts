import { type Duration, type Instant, MINUTE, SECOND } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import { Transient } from '../../errors.ts';
import { pause } from '../pause.ts';
import { METHODS, type Method, type MethodName } from './methods.ts';

export interface Pacing {
  /** Stretches (above 1) or shortens the intervals that follow from Slack's tiers; 0 doesn't pace. */
  readonly scale: number;
  /** How many calls may follow one another at once: Slack tolerates bursts, but doesn't say how long. */
  readonly burst: number;
  /** Whoever would have to wait longer than this is sent away with `retryAt`, so that a job doesn't hold its place. */
  readonly patience: Duration;
}

export const DEFAULT_PACING: Pacing = { scale: 1, burst: 5, patience: 2 * SECOND };

interface Lane {
  /** When the next call would be due if all had come evenly (the "theoretical arrival time" of a leaky bucket). */
  due: Instant;
  closedUntil: Instant;
  /** The time at which this lane was last looked at. */
  seenAt: Instant;
}

/**
 * Keeps the calls of one workspace below Slack's limits: a lane for each method, for chat.postMessage one for each
 * channel. Calls of a lane keep their order. A lane that Slack has closed (Retry-After) doesn't hold up the others.
 */
export interface Pacer {
  /** Resolves when the call may be made; throws Transient with `retryAt` if that takes too long. */
  pass(method: MethodName, channel: string | undefined): Promise<void>;
  close(method: MethodName, channel: string | undefined, until: Instant): void;
}

const MOST_LANES = 1_000;

export function createPacer(clock: Clock, { scale, burst, patience }: Pacing): Pacer {
  const lanes = new Map<string, Lane>();

  function laneOf(method: MethodName, channel: string | undefined): { lane: Lane; interval: Duration } {
    const { perMinute, perChannel }: Method = METHODS[method];
    const name = perChannel && channel !== undefined ? `${method} ${channel}` : method;
    const lane = lanes.get(name) ?? { due: 0, closedUntil: 0, seenAt: 0 };
    if (!lanes.has(name) && lanes.size >= MOST_LANES) dropIdle(lanes, clock.now());
    lanes.set(name, lane);
    return { lane, interval: (MINUTE / perMinute) * scale };
  }

  return {
    async pass(method, channel) {
      const { lane, interval } = laneOf(method, channel);
      const now = clock.now();
      followClock(lane, now);
      const due = Math.max(lane.due, now);
      const start = Math.max(due - interval * (burst - 1), lane.closedUntil);
      if (start - now > patience) {
        throw new Transient(`${method}: waiting for Slack's limit`, { retryAt: start, countsAsAttempt: false });
      }
      lane.due = due + interval;
      if (start > now) await wait(clock, start, patience);
    },
    close(method, channel, until) {
      const { lane } = laneOf(method, channel);
      lane.closedUntil = Math.max(lane.closedUntil, until);
    },
  };
}

/** A clock that was set back takes the lane's times with it, or the lane would wait for the difference. */
function followClock(lane: Lane, now: Instant): void {
  const back = Math.max(0, lane.seenAt - now);
  lane.due -= back;
  lane.closedUntil -= back;
  lane.seenAt = now;
}

/** The same for those who wait already: at most `most`, whatever the clock says. */
async function wait(clock: Clock, until: Instant, most: Duration): Promise<void> {
  const enough = new AbortController();
  await Promise.race([clock.sleepUntil(until, enough.signal), pause(most, enough.signal)]);
  enough.abort();
}

function dropIdle(lanes: Map<string, Lane>, now: Instant): void {
  for (const [name, lane] of lanes) {
    if (lane.due <= now && lane.closedUntil <= now) lanes.delete(name);
  }
}
