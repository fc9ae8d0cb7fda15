import { z } from 'zod';
import { configOfForm, type ScheduleForm, windowOf } from '../../core/schedule-form.ts';
import type { ScheduleConfig } from '../../core/scheduled.ts';
import { type PhaseDays, USUAL_DAYS } from '../retro.ts';
import type { PeopleFault } from '../retro-sides.ts';

/** What rituals of this feature are called by the engine. */
export const RETRO = 'retro';

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

export const scheduleHowOf = (config: Pick<ScheduleConfig, 'settings'> | undefined): ScheduleHow =>
  scheduleSettings.parse(config?.settings ?? {});

/** What is saved: what a form says on top of what it doesn't. */
export function configOf(
  form: ScheduleForm,
  settings: ScheduleHow,
  where: Pick<ScheduleConfig, 'zone' | 'owners'>,
): ScheduleConfig {
  const shared = configOfForm(form, where);
  return {
    ...shared,
    name: 'Retro',
    windowMs: windowOf(settings.days.collecting, shared.recurrence),
    settings,
  };
}

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
