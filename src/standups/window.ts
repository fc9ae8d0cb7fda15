import { DAY, type Instant } from '../core/instants.ts';

/** Half-open. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

const LONGEST = 7 * DAY;

/**
 * What a standup looks back on: since the person's last one, so that Monday covers the weekend, and at most seven days, so
 * that nobody reads about a whole holiday. `last` is the end of the window of the last one that was answered; undefined
 * for a first standup, which looks back one day.
 */
export function windowBefore(until: Instant, last: Instant | undefined): Window {
  return { from: Math.min(until, Math.max(last ?? until - DAY, until - LONGEST)), until };
}
