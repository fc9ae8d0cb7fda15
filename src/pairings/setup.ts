import { type HowOften, howOftenOf, type Recurrence, recurrenceOf } from '../core/how-often.ts';
import { DAY, type Duration, HOUR } from '../core/instants.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';

/** What rituals of this feature are called by the engine. */
export const PAIRING = 'pairing';

/** When people are paired, and who, as the form holds it. */
export interface SetupForm {
  /** What is changed; undefined for what is new. */
  readonly ritualId: string | undefined;
  readonly often: HowOften;
  readonly day: Weekday;
  /** HH:MM where the team is. */
  readonly at: string;
  /** Who is paired; empty for everybody in sales and marketing. */
  readonly people: readonly string[];
}

/** Every second Monday at ten, from the week of `today` (YYYY-MM-DD) on. */
export const newSetup = (today: string): SetupForm => ({
  ritualId: undefined,
  often: { kind: 'biweekly', anchorOn: today },
  day: 'mon',
  at: '10:00',
  people: [],
});

/** What the form shows of pairing that is there. */
export function setupOf({ id, config }: Pick<ScheduledRitual, 'id' | 'config'>): SetupForm {
  const { recurrence, participants } = config;
  return {
    ritualId: id,
    often: howOftenOf(recurrence),
    day: recurrence.kind === 'monthly' ? recurrence.day : (recurrence.days[0] ?? 'mon'),
    at: config.at,
    people: participants.kind === 'people' ? participants.ids : [],
  };
}

/** What is saved. */
export function configOf(
  form: SetupForm,
  { zone, owners }: { readonly zone: string; readonly owners: readonly string[] },
): ScheduleConfig {
  const recurrence = recurrenceOf(form.often, [form.day]) ?? { kind: 'weekly', days: [form.day] };
  const { window, ask } = TIMES[recurrence.kind];
  return {
    name: 'Pairing',
    recurrence,
    at: form.at,
    zone,
    // All are paired at once.
    inOwnZone: false,
    windowMs: window * DAY,
    remindBeforeMs: ask * DAY,
    graceMs: 24 * HOUR,
    channelId: '',
    participants:
      form.people.length > 0 ? { kind: 'people', ids: form.people } : { kind: 'teams', teams: ['sales', 'marketing'] },
    observers: [],
    owners,
    settings: {},
  };
}

/** How long people have to meet, over before the next round; and how long before its end they are asked whether they did. In days. */
const TIMES: Readonly<Record<Recurrence['kind'], { readonly window: number; readonly ask: number }>> = {
  weekly: { window: 4, ask: 1 },
  biweekly: { window: 11, ask: 4 },
  every: { window: 18, ask: 7 },
  monthly: { window: 18, ask: 7 },
};

/** How far back it is looked who has met whom. */
export const REMEMBERED: Duration = 366 * DAY;
/** For so long people can choose to have no partner, in weeks. */
export const BREAKS = [4, 13] as const;
