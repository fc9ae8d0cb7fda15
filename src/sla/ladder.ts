import { z } from 'zod';
import { type Duration, HOUR, type Instant } from '../core/instants.ts';
import type { Span } from '../core/open-spans.ts';
import { pointAt, type Stretch } from './stretches.ts';

/** Who is told: the owner, in private; the owner with an offer to hand over; the team, without a name; the managers. */
export const AUDIENCES = ['owner', 'hand', 'team', 'manager'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** `after` is working time after the due time; less than 0 is before it. */
export interface LadderStep {
  readonly audience: Audience;
  readonly after: Duration;
}

export const MOST_STEPS = 5;

/** The steps of a ladder as they are kept: few, and each further than the one before. */
export const ladderSchema = z
  .array(z.strictObject({ audience: z.enum(AUDIENCES), after: z.int() }).readonly())
  .max(MOST_STEPS)
  .readonly();

/** What of a promise decides who is told when. */
interface Told {
  readonly warning: Duration;
  readonly ladder: readonly LadderStep[] | undefined;
}

/** Quarter of an hour before the end of several days is too late to do anything. */
const NUDGE_OF_DAYS: Duration = -4 * HOUR;

/**
 * Who is told when, in order. Steps as long before the due time as the whole promise, or longer, are left out (rule 2.1.7);
 * what takes days has one nudge, half a day before.
 */
export function ladderOf(told: Told, kind: string, target: Duration): readonly LadderStep[] {
  const usual: LadderStep[] = [
    ...(told.warning > 0 ? [{ audience: 'owner', after: -told.warning } as const] : []),
    { audience: 'team', after: 0 },
    { audience: 'manager', after: 0 },
  ];
  const steps = (told.ladder ?? usual).toSorted((a, b) => a.after - b.after);
  const before = steps.filter(({ after }) => after < 0);
  const nudges: LadderStep[] =
    kind === 'first-contact' ? before : before.slice(0, 1).map(() => ({ audience: 'owner', after: NUDGE_OF_DAYS }));
  return [...nudges, ...steps.filter(({ after }) => after >= 0)].filter(({ after }) => target + after > 0);
}

/** A step with its time. */
export interface TimedStep extends LadderStep {
  readonly level: number;
  readonly at: Instant;
}

/** The steps of a clock with their times: points in working time, in the same hours (rule 2.1.7). */
export function stepsOf(
  clock: {
    readonly kind: string;
    readonly target: Duration;
    readonly stretches: readonly Stretch[];
    readonly dueAt: Instant;
    readonly policy: Told;
  },
  pauses: readonly Span[],
): readonly TimedStep[] {
  const { stretches, target, dueAt, policy, kind } = clock;
  return ladderOf(policy, kind, target).map((step, at) => ({
    ...step,
    level: at + 1,
    at: step.after === 0 ? dueAt : pointAt(stretches, target + step.after, pauses),
  }));
}
