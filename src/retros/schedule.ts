import { z } from 'zod';
import { type HowOften, howOftenOf, type Recurrence, recurrenceOf } from '../core/how-often.ts';
import { DAY, type Duration, HOUR } from '../core/instants.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';
import { type PhaseDays, USUAL_DAYS } from './retro.ts';
import type { PeopleFault } from './retro-sides.ts';

/** What rituals of this feature are called by the engine. */
export const RETRO = 'retro';

/** When and where retros are held, as its form holds it. */
export interface ScheduleForm {
  /** The schedule that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  readonly channelId: string | undefined;
  readonly often: HowOften;
  readonly day: Weekday;
  /** HH:MM where the team is. */
  readonly at: string;
  /** Who takes part each time; empty for everybody in both teams. */
  readonly people: readonly string[];
}

/** How retros are held, as its form holds it. */
export interface ScheduleHow {
  readonly format: string;
  readonly isAnonymous: boolean;
  readonly days: PhaseDays;
}

/** What a schedule has beside what every ritual has. */
const scheduleSettings = z.object({
  format: z.string().default('keep-fix-handoff'),
  isAnonymous: z.boolean().default(false),
  days: z
    .object({
      collecting: z.int().min(1).max(10),
      voting: z.int().min(1).max(10),
      deciding: z.int().min(1).max(10),
    })
    .default(USUAL_DAYS),
});

/** Every two weeks on Monday at ten. */
export const newSchedule = (anchorOn: string): ScheduleForm => ({
  ritualId: undefined,
  channelId: undefined,
  often: { kind: 'biweekly', anchorOn },
  day: 'mon',
  at: '10:00',
  people: [],
});

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

export const scheduleHowOf = (config: Pick<ScheduleConfig, 'settings'> | undefined): ScheduleHow =>
  scheduleSettings.parse(config?.settings ?? {});

/** What is saved: what a form says on top of what it doesn't. */
export function configOf(
  form: ScheduleForm,
  settings: ScheduleHow,
  { owners, zone }: { readonly owners: readonly string[]; readonly zone: string },
): ScheduleConfig {
  const recurrence = recurrenceOf(form.often, [form.day]) ?? { kind: 'weekly', days: [form.day] };
  return {
    name: 'Retro',
    recurrence,
    at: form.at,
    zone,
    // A retro begins once, for all who take part.
    inOwnZone: false,
    windowMs: windowOf(settings.days.collecting, recurrence),
    graceMs: 24 * HOUR,
    channelId: form.channelId ?? '',
    participants:
      form.people.length > 0 ? { kind: 'people', ids: form.people } : { kind: 'teams', teams: ['sales', 'marketing'] },
    observers: [],
    owners,
    settings,
  };
}

/** So long somebody's part in one run is open: over the weekends in its working days, and closed before the next begins. */
function windowOf(workingDays: number, { kind }: Recurrence): Duration {
  const days = workingDays + 2 * Math.ceil(workingDays / 5) + 1;
  return Math.min(days, PERIOD_DAYS[kind] - 1) * DAY;
}

const PERIOD_DAYS: Readonly<Record<Recurrence['kind'], number>> = { weekly: 7, biweekly: 14, every: 21, monthly: 28 };

/** `held`: a retro was begun; else why it wasn't. */
export type RunOutcome = 'held' | PeopleFault | 'one-runs';

/** A run of a schedule that began no retro, for those who hear of it. */
export interface NotHeld {
  readonly occurrenceId: string;
  /** YYYY-MM-DD where the team is. */
  readonly teamDate: string;
  readonly channelId: string;
  readonly why: Exclude<RunOutcome, 'held'>;
}

/** The notice of that. */
export const NOT_HELD = 'retro.not-held';
