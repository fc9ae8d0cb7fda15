import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from '../core/instants.ts';

/** The waits of Standard Webhooks between one try and the next: ten tries within about three days. */
const WAITS: readonly Duration[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** An address that has failed for so long is left alone until an admin has looked. */
export const STOPPED_AFTER: Duration = 5 * DAY;

/** Nobody may ask us for a longer silence. */
const LONGEST_HOLD: Duration = DAY;

/**
 * When to try again after a delivery's `attempts`-th failure; undefined to give it up. Up to a fifth more is left to chance, lest
 * what failed together comes back together.
 */
export function nextTry(attempts: number, now: Instant, chance: number): Instant | undefined {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? undefined : now + Math.round(wait * (1 + chance / 5));
}

/** Until when a `Retry-After` asks for silence: seconds, or a date. Undefined if it says neither. */
export function holdUntil(retryAfter: string | undefined, now: Instant): Instant | undefined {
  if (retryAfter === undefined) return undefined;
  const asked = /^\d{1,9}$/.test(retryAfter) ? now + Number(retryAfter) * SECOND : Date.parse(retryAfter);
  return Number.isNaN(asked) || asked <= now ? undefined : Math.min(asked, now + LONGEST_HOLD);
}
