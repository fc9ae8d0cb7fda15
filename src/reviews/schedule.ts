import { z } from 'zod';
import { type HowOften, howOftenOf, type Recurrence, recurrenceOf } from '../core/how-often.ts';
import { DAY, type Duration, HOUR, type Instant } from '../core/instants.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';
import type { DrawFilter } from './draw.ts';

/** What rituals of this feature are called by the engine. */
export const LEAD_REVIEW = 'lead-review';

/** When and where reviews are held, as its form holds it. */
export interface ScheduleForm {
  /** The schedule that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  readonly channelId: string | undefined;
  readonly often: HowOften;
  readonly day: Weekday;
  /** HH:MM where the team is. */
  readonly at: string;
  /** Who judges each time; empty where two of each team do in turn. */
  readonly people: readonly string[];
}

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

/** What the form shows of a schedule that is there. */
export function scheduleFormOf({ id, config }: Pick<ScheduledRitual, 'id' | 'config'>): ScheduleForm {
  const { recurrence, participants } = config;
  return {
    ritualId: id,
    channelId: config.channelId,
    often: howOftenOf(recurrence),
    day: recurrence.kind === 'monthly' ? recurrence.day : (recurrence.days[0] ?? 'mon'),
    at: config.at,
    people: participants.kind === 'people' ? participants.ids : [],
  };
}

export function scheduleLeadsOf({ config }: Pick<ScheduledRitual, 'config'>): ScheduleLeads {
  return { ...scheduleSettings.parse(config.settings), zone: config.zone };
}

/** What is saved: what a form says on top of what it doesn't. */
export function configOf(
  form: ScheduleForm,
  { zone, ...settings }: ScheduleLeads,
  who: { readonly owners: readonly string[] },
): ScheduleConfig {
  const recurrence = recurrenceOf(form.often, [form.day]) ?? { kind: 'weekly', days: [form.day] };
  return {
    name: 'Lead review',
    recurrence,
    at: form.at,
    zone,
    // A review begins once, for all who judge.
    inOwnZone: false,
    windowMs: windowOf(settings.workingDays, recurrence),
    graceMs: 24 * HOUR,
    channelId: form.channelId ?? '',
    participants:
      form.people.length > 0 ? { kind: 'people', ids: form.people } : { kind: 'teams', teams: ['sales', 'marketing'] },
    observers: [],
    owners: who.owners,
    settings,
  };
}

/** So long somebody's part in one run is open: over the weekends in its working days, and closed before the next begins. */
function windowOf(workingDays: number, { kind }: Recurrence): Duration {
  const days = workingDays + 2 * Math.ceil(workingDays / 5) + 1;
  return Math.min(days, PERIOD_DAYS[kind] - 1) * DAY;
}

const PERIOD_DAYS: Readonly<Record<Recurrence['kind'], number>> = { weekly: 7, biweekly: 14, every: 21, monthly: 28 };

/** How far a run looks back: to the last review that was held, but no further than a quarter; the first to as long before. */
export function drawnFrom({ kind }: Recurrence, lastHeldAt: Instant | undefined, now: Instant): Instant {
  if (lastHeldAt === undefined) return now - (kind === 'monthly' ? 31 : PERIOD_DAYS[kind]) * DAY;
  return Math.max(lastHeldAt, now - FURTHEST);
}

const FURTHEST: Duration = 92 * DAY;

/** How many of each team names can be kept out of. */
export const LEAST_WITHOUT_NAMES = 3;

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
