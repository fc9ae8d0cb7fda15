import type { ActionsBlock, InputBlock } from '@slack/types';
import { howOftenChoices, howOftenValue, readHowOften } from '../core/how-often.ts';
import { WEEKDAY_NAMES, WEEKDAYS } from '../core/opening-hours.ts';
import type { ScheduleForm, ShownSchedule } from '../core/schedule-form.ts';
import { actionsOf } from './blocks.ts';
import { button, overflow } from './elements.ts';
import { channelInput, peopleInput, selectInput, timeInput } from './inputs.ts';
import { joined, type Mrkdwn, md, mention } from './mrkdwn.ts';
import type { ModalValues } from './values.ts';

/** Ids of the fields that the forms of all schedules share. */
export const SCHEDULE_FIELDS = { channel: 'channel', often: 'often', day: 'day', at: 'at', people: 'people' } as const;

export const whereInput = (form: ScheduleForm, label: string, hint?: string): InputBlock =>
  channelInput(SCHEDULE_FIELDS.channel, label, {
    initial: form.channelId,
    current: form.ritualId === undefined,
    hint,
  });

/** How often, on which day, and at what time. `today` (YYYY-MM-DD) is the date in `zone`. */
export const whenInputs = (
  form: ScheduleForm,
  { zone, today, choices = howOftenChoices(today), dayLabel = 'On' }: When,
): InputBlock[] => [
  selectInput(SCHEDULE_FIELDS.often, 'How often', choices, { initial: howOftenValue(form.often, today) }),
  selectInput(SCHEDULE_FIELDS.day, dayLabel, DAYS, { initial: form.day }),
  timeInput(SCHEDULE_FIELDS.at, 'At', { initial: form.at, hint: `In the team’s time, ${zone}.` }),
];

interface When {
  readonly zone: string;
  readonly today: string;
  readonly choices?: ReturnType<typeof howOftenChoices>;
  readonly dayLabel?: string;
}

const DAYS = WEEKDAYS.map((value) => ({ value, text: WEEKDAY_NAMES[value] }));

/** `hint` says who it is where nobody is named. */
export const whoInput = (form: ScheduleForm, label: string, hint: string): InputBlock =>
  peopleInput(SCHEDULE_FIELDS.people, label, { optional: true, initial: form.people, hint });

/** What is filled in, over what is set. */
export const readSchedule = (set: ScheduleForm, values: ModalValues): ScheduleForm => ({
  ritualId: set.ritualId,
  channelId: values.channel(SCHEDULE_FIELDS.channel),
  often: readHowOften(values.option(SCHEDULE_FIELDS.often) ?? '') ?? set.often,
  day: WEEKDAYS.find((day) => day === values.option(SCHEDULE_FIELDS.day)) ?? set.day,
  at: values.time(SCHEDULE_FIELDS.at) ?? set.at,
  people: values.users(SCHEDULE_FIELDS.people),
});

/** Actions of the buttons under a schedule. */
export interface ScheduleActions {
  readonly change: string;
  readonly pause: string;
  readonly resume: string;
  readonly stop: string;
  readonly reallyStop: string;
  readonly menu: string;
}

/** What can be done with a schedule; `more` stands beside the button that changes it. */
export const scheduleButtons = (
  { id, isPaused }: Pick<ShownSchedule, 'id' | 'isPaused'>,
  ids: ScheduleActions,
  ...more: readonly { readonly text: string; readonly actionId: string }[]
): ActionsBlock =>
  actionsOf(
    id,
    button('Change', ids.change, { value: id }),
    ...more.map(({ text, actionId }) => button(text, actionId, { value: id })),
    overflow(ids.menu, [
      isPaused ? { text: 'Go on', actionId: ids.resume, value: id } : { text: 'Pause', actionId: ids.pause, value: id },
      { text: 'Stop', actionId: ids.stop, value: id },
    ]),
  );

/** Before a schedule ends for ever; `text` is what the button says. */
export const stopButtons = (id: string, ids: ScheduleActions, text: string): ActionsBlock =>
  actionsOf(
    id,
    button(text, ids.reallyStop, { value: id, style: 'danger' }),
    button('Pause', ids.pause, { value: id }),
  );

/** "Every week, next on Thu 5 Mar, at 10:00 (Europe/Berlin)" */
export const whenLine = ({ howOften, at, zone, isPaused }: ShownSchedule): Mrkdwn =>
  md`${howOften}, at ${at} (${zone})${isPaused ? md` – *paused*` : ''}`;

/** What is said to whoever was about to make the only one when somebody else did. */
export const wasFirst = ({ by }: Pick<ShownSchedule, 'by'>): Mrkdwn =>
  md`${by === undefined ? 'Somebody' : mention(by)} was first, so yours is not saved. This one holds:`;

/** "@Ann, @Ben and 3 more" */
export function namedPeople(people: readonly string[]): Mrkdwn {
  const rest = people.length - MOST_NAMED;
  return md`${joined(people.slice(0, MOST_NAMED).map(mention), ', ')}${rest > 0 ? md` and ${rest} more` : ''}`;
}

const MOST_NAMED = 6;
