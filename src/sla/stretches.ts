import { dueAt, workingTime } from '../core/business-hours.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { Span } from '../core/open-spans.ts';

/** From when on a clock runs in whose hours: the policy's, and where it says so the owner's from the claim on (rule 2.1.9). */
export interface Stretch {
  readonly from: Instant;
  readonly calendar: Calendar;
  /** Whose hours they are; undefined for the policy's. */
  readonly of?: string | undefined;
  /** The hours of the rule that routed the lead, which stand in for the policy's; each stretch carries them on. */
  readonly ruled?: Calendar | undefined;
}

/**
 * The earliest instant at which `target` working time has passed, each stretch counted in its own hours. What has been
 * worked in one stays counted in the next (B8). Throws what `dueAt` throws.
 */
export function pointAt(stretches: readonly Stretch[], target: Duration, pauses: readonly Span[] = []): Instant {
  let left = target;
  for (const [at, { from, calendar }] of stretches.entries()) {
    const next = stretches[at + 1];
    if (next === undefined) return dueAt(calendar, from, left, pauses);
    const worked = workingTime(calendar, from, next.from, pauses);
    if (worked >= left) return dueAt(calendar, from, left, pauses);
    left -= worked;
  }
  throw new RangeError('A clock runs in no hours at all.');
}

/** Working time from the first stretch's beginning to `until`. */
export function workedBetween(stretches: readonly Stretch[], until: Instant, pauses: readonly Span[] = []): Duration {
  let worked = 0;
  for (const [at, { from, calendar }] of stretches.entries()) {
    worked += workingTime(calendar, from, Math.min(stretches[at + 1]?.from ?? until, until), pauses);
  }
  return worked;
}

/** The same clock, in other hours from `from` on. What began at the same moment or later is replaced. */
export const continued = (stretches: readonly Stretch[], next: Stretch): readonly Stretch[] => [
  ...stretches.filter(({ from }) => from < next.from),
  { ...next, ...ruledIn(stretches) },
];

/** The hours of a rule that a clock carries on, as a part of a stretch. */
export function ruledIn(stretches: readonly Stretch[]): Pick<Stretch, 'ruled'> {
  const ruled = stretches.at(-1)?.ruled;
  return ruled === undefined ? {} : { ruled };
}

/** The hours in which a clock runs while they aren't its owner's: its policy's, or those of a rule with the policy's days off. */
export const ownHours = ({ calendar }: { readonly calendar: Calendar }, { ruled }: Pick<Stretch, 'ruled'>): Calendar =>
  ruled === undefined ? calendar : { ...ruled, dates: { ...calendar.dates, ...ruled.dates } };
