import type { Calendar } from '../core/calendar.ts';
import type { Duration, Instant } from '../core/instants.ts';
import type { PolicyVersion, PromiseKind } from './promise.ts';
import { targetOfDays } from './working-day-target.ts';

/** How far somebody has come with a prospect. */
export interface Touch {
  readonly isSpokenTo: boolean;
  /** How often the prospect has been tried, the first time included. */
  readonly attempts: number;
}

/** A promise that begins with the first contact. */
export interface Further {
  readonly kind: Exclude<PromiseKind, 'first-contact'>;
  readonly target: Duration;
  readonly attempts: number;
}

/**
 * What is promised from a first contact at `at` on, in these hours: whoever has not been spoken to is to be tried again, and an
 * outcome is due (2.1.13). Throws what `targetOfDays` throws.
 */
export function furtherPromises(
  terms: Pick<PolicyVersion, 'attempts' | 'followUpDays' | 'outcomeDays'>,
  calendar: Calendar,
  at: Instant,
  { isSpokenTo, attempts }: Touch,
): readonly Further[] {
  const { followUpDays, outcomeDays } = terms;
  const isTriedAgain = !isSpokenTo && attempts < terms.attempts;
  return [
    ...(isTriedAgain && followUpDays !== undefined
      ? [{ kind: 'follow-up', target: targetOfDays(calendar, at, followUpDays), attempts } as const]
      : []),
    ...(outcomeDays === undefined
      ? []
      : [{ kind: 'outcome', target: targetOfDays(calendar, at, outcomeDays), attempts: 0 } as const]),
  ];
}
