import { type HowOften, howOftenOf, type Recurrence, recurrenceOf } from './how-often.ts';
import { DAY, type Duration, HOUR } from './instants.ts';
import type { Weekday } from './opening-hours.ts';
import type { ScheduleConfig, ScheduledRitual } from './scheduled.ts';

/** When, where and with whom something is held that begins once for all, as its form holds it. */
export interface ScheduleForm {
  /** The schedule that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  /** Undefined if none is chosen yet, and where nothing of it stands in a channel. */
  readonly channelId: string | undefined;
  readonly often: HowOften;
  readonly day: Weekday;
  /** HH:MM where the team is. */
  readonly at: string;
  /** Who has a part in it; empty where that isn't said by name. */
  readonly people: readonly string[];
}

/** What the form shows of a schedule that is there. */
export function scheduleFormOf({ id, config }: Pick<ScheduledRitual, 'id' | 'config'>): ScheduleForm {
  const { recurrence, channelId, at, participants } = config;
  return {
    ritualId: id,
    channelId: channelId === '' ? undefined : channelId,
    often: howOftenOf(recurrence),
    day: recurrence.kind === 'monthly' ? recurrence.day : (recurrence.days[0] ?? 'mon'),
    at,
    people: participants.kind === 'people' ? participants.ids : [],
  };
}

/** What is saved of the form; its kind adds what it is called, for how long it is open, and its own settings. */
export const configOfForm = (
  form: ScheduleForm,
  { zone, owners }: Pick<ScheduleConfig, 'zone' | 'owners'>,
): Omit<ScheduleConfig, 'name' | 'windowMs' | 'settings'> => ({
  recurrence: recurrenceOf(form.often, [form.day]) ?? { kind: 'weekly', days: [form.day] },
  at: form.at,
  zone,
  inOwnZone: false,
  graceMs: 24 * HOUR,
  channelId: form.channelId ?? '',
  participants:
    form.people.length > 0 ? { kind: 'people', ids: form.people } : { kind: 'teams', teams: ['sales', 'marketing'] },
  observers: [],
  owners,
});

/** So long somebody's part in one run is open: over the weekends in its working days, and closed before the next begins. */
export function windowOf(workingDays: number, { kind }: Recurrence): Duration {
  const days = workingDays + 2 * Math.ceil(workingDays / 5) + 1;
  return Math.min(days, LEAST_DAYS_BETWEEN[kind] - 1) * DAY;
}

/** How many days lie at least between two runs. */
export const LEAST_DAYS_BETWEEN: Readonly<Record<Recurrence['kind'], number>> = {
  weekly: 7,
  biweekly: 14,
  every: 21,
  monthly: 28,
};

/** A schedule, as a list and its own message show it. */
export interface ShownSchedule {
  readonly id: string;
  readonly channelId: string;
  /** "Every two weeks, next on Mon 7 Dec" */
  readonly howOften: string;
  readonly at: string;
  readonly zone: string;
  /** Who looks after it first. */
  readonly by: string | undefined;
  readonly people: readonly string[];
  readonly isPaused: boolean;
}

export const shownSchedule = (ritual: ScheduledRitual, howOften: string): ShownSchedule => ({
  id: ritual.id,
  channelId: ritual.config.channelId,
  howOften,
  at: ritual.config.at,
  zone: ritual.config.zone,
  by: ritual.config.owners[0],
  people: scheduleFormOf(ritual).people,
  isPaused: ritual.state === 'paused',
});
