import type { Recurrence } from '../core/how-often.ts';
import { DAY, type Duration } from '../core/instants.ts';
import { configOfForm, type ScheduleForm } from '../core/schedule-form.ts';
import type { ScheduleConfig } from '../core/scheduled.ts';

/** What rituals of this feature are called by the engine. */
export const PAIRING = 'pairing';

/** Every second Monday at ten, from the week of `today` (YYYY-MM-DD) on. */
export const newSetup = (today: string): ScheduleForm => ({
  ritualId: undefined,
  channelId: undefined,
  often: { kind: 'biweekly', anchorOn: today },
  day: 'mon',
  at: '10:00',
  people: [],
});

/** What is saved. */
export function configOf(form: ScheduleForm, where: Pick<ScheduleConfig, 'zone' | 'owners'>): ScheduleConfig {
  const shared = configOfForm(form, where);
  const { window, ask } = TIMES[shared.recurrence.kind];
  return {
    ...shared,
    name: 'Pairing',
    windowMs: window * DAY,
    remindBeforeMs: ask * DAY,
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
