import { z } from 'zod';
import { EVERY_WEEK, type HowOften, howOftenOf, recurrenceOf } from '../core/how-often.ts';
import { HOUR } from '../core/instants.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';
import { OPEN_FOR_HOURS } from './meeting.ts';

/** When and where sales and marketing meet, as its form holds it. */
export interface MeetingForm {
  /** The schedule that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  readonly channelId: string | undefined;
  readonly often: HowOften;
  readonly day: Weekday;
  /** HH:MM where the team is. */
  readonly at: string;
  /** The first meeting of each month looks at the whole month too. */
  readonly isMonthly: boolean;
}

/** The schedule as people read it. */
export interface ShownSchedule {
  /** "Every week, next on Tue 8 Dec" */
  readonly howOften: string;
  readonly at: string;
  readonly zone: string;
  readonly isPaused: boolean;
}

/** What a schedule has beside what every ritual has. */
const settings = z.object({ isMonthly: z.boolean().default(false) });

export const settingsOf = ({ settings: stored }: Pick<ScheduleConfig, 'settings'>): z.infer<typeof settings> =>
  settings.parse(stored ?? {});

/** Every Tuesday at ten. */
export const NEW_MEETING: MeetingForm = {
  ritualId: undefined,
  channelId: undefined,
  often: EVERY_WEEK,
  day: 'tue',
  at: '10:00',
  isMonthly: false,
};

/** What the form shows of a schedule that is there. */
export function meetingFormOf({ id, config }: Pick<ScheduledRitual, 'id' | 'config'>): MeetingForm {
  const { recurrence } = config;
  return {
    ritualId: id,
    channelId: config.channelId,
    often: howOftenOf(recurrence),
    day: recurrence.kind === 'monthly' ? recurrence.day : (recurrence.days[0] ?? 'tue'),
    at: config.at,
    isMonthly: settingsOf(config).isMonthly,
  };
}

/** What is saved. */
export function configOf(
  form: MeetingForm,
  { zone, owners }: { readonly zone: string; readonly owners: readonly string[] },
): ScheduleConfig {
  return {
    name: 'Smarketing meeting',
    recurrence: recurrenceOf(form.often, [form.day]) ?? { kind: 'weekly', days: [form.day] },
    at: form.at,
    zone,
    // A meeting begins once, for everybody.
    inOwnZone: false,
    windowMs: OPEN_FOR_HOURS * HOUR,
    graceMs: OPEN_FOR_HOURS * HOUR,
    channelId: form.channelId ?? '',
    participants: { kind: 'teams', teams: ['sales', 'marketing'] },
    observers: [],
    owners,
    settings: { isMonthly: form.isMonthly },
  };
}
