import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { channelInput, checkboxesInput, peopleInput, selectInput, textInput, timeInput } from '../blockkit/inputs.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { WEEKDAYS, type Weekday } from '../core/opening-hours.ts';

export const SETUP = 'standup.setup';
export const QUESTIONS = 'standup.questions';
export const PAUSE = 'standup.pause';
export const RESUME = 'standup.resume';
export const CHANGE = 'standup.change';

export const SETUP_FIELDS = {
  channel: 'channel',
  teams: 'teams',
  people: 'people',
  at: 'at',
  days: 'days',
  window: 'window',
  questions: 'questions',
} as const;

/** How long a standup stays open after each person's prompt. */
export const WINDOWS = [
  { value: '60', text: '1 hour' },
  { value: '120', text: '2 hours' },
  { value: '240', text: '4 hours' },
  { value: '420', text: '7 hours' },
] as const;

/** A setup as the form holds it. */
export interface SetupForm {
  /** The ritual that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  readonly channelId: string | undefined;
  readonly teams: readonly string[];
  readonly people: readonly string[];
  /** HH:MM */
  readonly at: string;
  readonly days: readonly Weekday[];
  readonly windowMinutes: string;
  /** One question a line, as `questions-text.ts` reads them. */
  readonly questions: string;
}

/** When each of those who take part is asked, computed: "Ana 09:30 CET", "Ben 09:30 GMT (10:30 CET)". */
export type LocalTimes = readonly string[];

/** One modal for everything. `times` is computed anew whenever time or people change. */
export function setupModal(form: SetupForm, times: LocalTimes, fault: string | undefined): ModalView {
  return modal({
    callbackId: SETUP,
    title: 'Standup',
    submit: form.ritualId === undefined ? 'Switch on' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      channelInput(SETUP_FIELDS.channel, 'Where answers are posted', { initial: form.channelId }),
      checkboxesInput(SETUP_FIELDS.teams, 'Who takes part', TEAMS, { optional: true, initial: form.teams, live: true }),
      peopleInput(SETUP_FIELDS.people, 'Anybody else', { optional: true, initial: form.people, live: true }),
      timeInput(SETUP_FIELDS.at, 'Asked at, where each person is', { initial: form.at, live: true }),
      checkboxesInput(SETUP_FIELDS.days, 'On', DAYS, { initial: form.days }),
      selectInput(SETUP_FIELDS.window, 'Open for', WINDOWS, { initial: form.windowMinutes, live: true }),
      textInput(SETUP_FIELDS.questions, 'Questions of your own', {
        optional: true,
        multiline: true,
        initial: form.questions,
        hint: 'One a line, at most two a day. “Fri: What went well?” asks on Fridays; end a line with (1-5), (number) or (a / b / c); begin with ! if an answer is needed.',
        maxLength: 1_000,
      }),
      ...timesBlocks(times, fault),
    ],
  });
}

const TEAMS = [
  { value: 'sales', text: 'Sales' },
  { value: 'marketing', text: 'Marketing' },
] as const;

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const DAYS = WEEKDAYS.map((value) => ({ value, text: DAY_NAMES[value] }));

const MOST_TIMES = 12;

function timesBlocks(times: LocalTimes, fault: string | undefined): KnownBlock[] {
  if (fault !== undefined) return [section(md`⚠️ ${fault}`)];
  if (times.length === 0) return [];
  const rest = times.length - MOST_TIMES;
  return [
    context(
      lines(
        md`*When each is asked*`,
        ...times.slice(0, MOST_TIMES).map((time) => md`${time}`),
        rest > 0 && md`and ${rest} more`,
      ),
    ),
  ];
}

/** What `/standup setup` says when there is one already. */
export function standupsMessage(
  rows: readonly { id: string; name: string; line: Mrkdwn; isPaused: boolean }[],
): MessageContent {
  return message('Your standups', [
    ...rows.map(({ id, name, line }) => section(lines(md`*${name}*`, line), button('Change', CHANGE, { value: id }))),
    ...(rows.length === 1 && rows[0] !== undefined ? [pauseRow(rows[0])] : []),
  ]);
}

const pauseRow = ({ id, isPaused }: { id: string; isPaused: boolean }): KnownBlock =>
  actions(isPaused ? button('Resume', RESUME, { value: id }) : button('Pause', PAUSE, { value: id }));
