import { z } from 'zod';
import type { Recurrence } from '../../core/how-often.ts';
import { DAY, type Duration, type Instant } from '../../core/instants.ts';
import { configOfForm, LEAST_DAYS_BETWEEN, type ScheduleForm, windowOf } from '../../core/schedule-form.ts';
import type { ScheduleConfig, ScheduledRitual } from '../../core/scheduled.ts';
import type { DrawFilter } from '../planning/draw.ts';

/** What rituals of this feature are called by the engine. */
export const LEAD_REVIEW = 'lead-review';

/** Which leads are judged, and how, as its form holds it. */
export interface ScheduleLeads {
  readonly size: number;
  readonly workingDays: number;
  readonly only: DrawFilter;
  readonly isAnonymous: boolean;
  /** The team's IANA zone, as somebody has written it. */
  readonly zone: string;
}

/** What a schedule has beside what every ritual has. */
export const scheduleSettings = z.object({
  size: z.int().min(1).max(200).default(8),
  workingDays: z.int().min(1).max(10).default(3),
  isAnonymous: z.boolean().default(false),
  only: z
    .object({
      sources: z.array(z.string()).exactOptional(),
      campaigns: z.array(z.string()).exactOptional(),
      personas: z.array(z.string()).exactOptional(),
      reps: z.array(z.string()).exactOptional(),
      stages: z.array(z.string()).exactOptional(),
    })
    .default({}),
});

/** The first Monday of each month at ten. */
export const NEW_SCHEDULE: ScheduleForm = {
  ritualId: undefined,
  channelId: undefined,
  often: { kind: 'monthly', nth: 1 },
  day: 'mon',
  at: '10:00',
  people: [],
};

export function scheduleLeadsOf({ config }: Pick<ScheduledRitual, 'config'>): ScheduleLeads {
  return { ...scheduleSettings.parse(config.settings), zone: config.zone };
}

/** What is saved: what a form says on top of what it doesn't. */
export function configOf(
  form: ScheduleForm,
  { zone, ...settings }: ScheduleLeads,
  who: { readonly owners: readonly string[] },
): ScheduleConfig {
  const shared = configOfForm(form, { zone, owners: who.owners });
  return {
    ...shared,
    name: 'Lead review',
    windowMs: windowOf(settings.workingDays, shared.recurrence),
    settings,
  };
}

/** How far a run looks back: to the last review that was held, but no further than a quarter; the first to as long before. */
export function drawnFrom({ kind }: Recurrence, lastHeldAt: Instant | undefined, now: Instant): Instant {
  if (lastHeldAt === undefined) return now - (kind === 'monthly' ? 31 : LEAST_DAYS_BETWEEN[kind]) * DAY;
  return Math.max(lastHeldAt, now - FURTHEST);
}

const FURTHEST: Duration = 92 * DAY;

/** `held`: a review was started; else why it wasn't. */
export type RunOutcome = 'held' | 'no-sales' | 'no-marketing' | 'too-few' | 'no-leads';

/** A run of a schedule that started no review, for those who hear of it. */
export interface NotHeld {
  readonly occurrenceId: string;
  /** YYYY-MM-DD where the team is. */
  readonly teamDate: string;
  readonly channelId: string;
  readonly why: Exclude<RunOutcome, 'held'>;
}

/** The notice of that. */
export const NOT_HELD = 'review.not-held';
