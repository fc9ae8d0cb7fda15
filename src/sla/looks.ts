import type { Instant } from '../core/instants.ts';
import { stepsOf } from './ladder.ts';
import { deadlines, lateFrom, type Pause, type SlaClock } from './promise.ts';

/** When there is something to see at a clock next: a step, lateness, the end of a pause; undefined if there is nothing. */
export function nextLook(clock: SlaClock, pauses: readonly Pause[], now: Instant): Instant | undefined {
  const isRunning = clock.state === 'running';
  const steps = stepsOf(clock, pauses).flatMap(({ at, after }) =>
    after === 0 || (after < 0 && !isRunning) ? [] : [at],
  );
  const ahead = [...steps, ...(clock.pausedUntil === undefined ? [] : [clock.pausedUntil])].filter((at) => at > now);
  return earliest(isRunning ? [...ahead, lateFrom(clock.dueAt)] : ahead);
}

/** The same clock with the due time that it has with these pauses. What is late stays late since when it was (rule 2.1.10). */
export function retimed(clock: SlaClock, pauses: readonly Pause[], now: Instant): SlaClock {
  const paused = { pausedUntil: pausedUntil(pauses, now) };
  return clock.state === 'running' ? { ...clock, ...deadlines(clock, pauses), ...paused } : { ...clock, ...paused };
}

/** When the pause ends that holds now; undefined if none does. */
export const pausedUntil = (pauses: readonly Pause[], now: Instant): Instant | undefined =>
  pauses.find(({ from, until }) => from <= now && now < until)?.until;

const earliest = (instants: readonly Instant[]): Instant | undefined =>
  instants.length === 0 ? undefined : Math.min(...instants);
