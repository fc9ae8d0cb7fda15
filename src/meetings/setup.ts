import { z } from 'zod';
import { EVERY_WEEK } from '../core/how-often.ts';
import { HOUR } from '../core/instants.ts';
import { configOfForm, type ScheduleForm, scheduleFormOf } from '../core/schedule-form.ts';
import type { ScheduleConfig, ScheduledRitual } from '../core/scheduled.ts';
import { OPEN_FOR_HOURS } from './meeting.ts';

/** When and where sales and marketing meet, as its form holds it. */
export interface MeetingForm extends ScheduleForm {
  /** The first meeting of each month looks at the whole month too. */
  readonly isMonthly: boolean;
  /** Before that one both teams are asked when a lead is ready for sales. */
  readonly checksDefinition: boolean;
}

/** What a schedule has beside what every ritual has. */
const settings = z.object({ isMonthly: z.boolean().default(false), checksDefinition: z.boolean().default(true) });

export const settingsOf = ({ settings: stored }: Pick<ScheduleConfig, 'settings'>): z.infer<typeof settings> =>
  settings.parse(stored ?? {});

/** Every Tuesday at ten. */
export const NEW_MEETING: MeetingForm = {
  ritualId: undefined,
  channelId: undefined,
  often: EVERY_WEEK,
  day: 'tue',
  at: '10:00',
  people: [],
  isMonthly: false,
  checksDefinition: true,
};

/** What the form shows of a schedule that is there. */
export const meetingFormOf = (ritual: Pick<ScheduledRitual, 'id' | 'config'>): MeetingForm => ({
  ...scheduleFormOf(ritual),
  ...settingsOf(ritual.config),
});

/** What is saved. */
export const configOf = (form: MeetingForm, where: Pick<ScheduleConfig, 'zone' | 'owners'>): ScheduleConfig => ({
  ...configOfForm(form, where),
  name: 'Smarketing meeting',
  windowMs: OPEN_FOR_HOURS * HOUR,
  graceMs: OPEN_FOR_HOURS * HOUR,
  settings: { isMonthly: form.isMonthly, checksDefinition: form.checksDefinition },
});
