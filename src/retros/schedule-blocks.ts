import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { channelInput, peopleInput, selectInput, timeInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, joined, lines, type Mrkdwn, md, mention } from '../blockkit/mrkdwn.ts';
import { dayText } from '../core/day-text.ts';
import { howOftenValue, sprintChoices } from '../core/how-often.ts';
import { WEEKDAY_NAMES, WEEKDAYS } from '../core/opening-hours.ts';
import { counted } from '../core/time-text.ts';
import type { NotHeld, ScheduleForm, ScheduleHow } from './schedule.ts';
import { choicesOf, daysChoices, type FormatChoice, namesInput, START_FIELDS } from './start-blocks.ts';

export const SCHEDULE = 'retro.schedule';
export const SCHEDULE_HOW = 'retro.schedule-how';
export const NEW_RETROS = 'retro.schedule-new';
export const CHANGE_SCHEDULE = 'retro.schedule-change';
export const CHANGE_HOW = 'retro.schedule-which';
export const PAUSE_SCHEDULE = 'retro.schedule-pause';
export const RESUME_SCHEDULE = 'retro.schedule-resume';
export const STOP_SCHEDULE = 'retro.schedule-stop';
export const REALLY_STOP = 'retro.schedule-end';
const MENU = 'retro.schedule-menu';

/** Ids of the fields of both forms. */
export const SCHEDULE_FIELDS = {
  channel: 'channel',
  often: 'often',
  day: 'day',
  at: 'at',
  people: 'people',
  format: 'format',
  collect: 'collect',
  vote: 'vote',
  decide: 'decide',
  names: START_FIELDS.names,
} as const;

/** When, where and who. `today` is the date where the team is. */
export const scheduleModal = (form: ScheduleForm, zone: string, today: string): ModalView =>
  modal({
    callbackId: SCHEDULE,
    title: 'Retros',
    submit: form.ritualId === undefined ? 'Schedule' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      channelInput(SCHEDULE_FIELDS.channel, 'Where', { initial: form.channelId, current: form.ritualId === undefined }),
      selectInput(SCHEDULE_FIELDS.often, 'How often', sprintChoices(today), {
        initial: howOftenValue(form.often, today),
      }),
      selectInput(SCHEDULE_FIELDS.day, 'It begins on', DAYS, { initial: form.day }),
      timeInput(SCHEDULE_FIELDS.at, 'At', { initial: form.at, hint: `In the team’s time, ${zone}.` }),
      peopleInput(SCHEDULE_FIELDS.people, 'Who takes part', {
        optional: true,
        initial: form.people,
        hint: 'Left empty: everybody in sales and marketing. Whoever is away that day isn’t asked.',
      }),
      ...(form.ritualId === undefined
        ? [
            context(
              md`Two working days to write, one to vote, two to decide. What people write about, and names: after this.`,
            ),
          ]
        : []),
    ],
  });

const DAYS = WEEKDAYS.map((value) => ({ value, text: WEEKDAY_NAMES[value] }));

/** What people write about, and for how long. */
export const scheduleHowModal = (ritualId: string, how: ScheduleHow, formats: readonly FormatChoice[]): ModalView =>
  modal({
    callbackId: SCHEDULE_HOW,
    title: 'How they are held',
    submit: 'Save',
    metadata: ritualId,
    blocks: [
      selectInput(SCHEDULE_FIELDS.format, 'What people write about', choicesOf(formats), { initial: how.format }),
      selectInput(SCHEDULE_FIELDS.collect, 'Time to write', daysChoices(how.days.collecting), {
        initial: String(how.days.collecting),
      }),
      selectInput(SCHEDULE_FIELDS.vote, 'Time to vote', daysChoices(how.days.voting), {
        initial: String(how.days.voting),
      }),
      selectInput(SCHEDULE_FIELDS.decide, 'Time to decide', daysChoices(how.days.deciding), {
        initial: String(how.days.deciding),
      }),
      namesInput(how.isAnonymous),
    ],
  });

/** A schedule, as a list and its own message show it. */
export interface ScheduleRow {
  readonly id: string;
  readonly channelId: string;
  /** "Every two weeks, next on Mon 7 Dec" */
  readonly howOften: string;
  readonly at: string;
  readonly zone: string;
  readonly people: readonly string[];
  readonly how: ScheduleHow;
  readonly format: string;
  readonly isPaused: boolean;
}

/** What `/retro setup` says where there are some. */
export const schedulesMessage = (rows: readonly ScheduleRow[]): MessageContent =>
  message('Your retros', [...rows.flatMap(rowBlocks), actions(button('New schedule', NEW_RETROS))]);

/** After something was done to a schedule, with all that can be done next. */
export const scheduleMessage = (what: 'saved' | 'paused' | 'resumed', row: ScheduleRow): MessageContent =>
  message(SAID[what], [section(md`*${SAID[what]}*`), ...rowBlocks(row)]);

const SAID = {
  saved: 'Retros are scheduled',
  paused: 'No retro until somebody lets it go on',
  resumed: 'Retros go on',
} as const;

const MOST_NAMED = 6;

function rowBlocks({ id, how, ...row }: ScheduleRow): KnownBlock[] {
  const { collecting, voting, deciding } = how.days;
  return [
    section(
      lines(
        md`${row.howOften}, at ${row.at} (${row.zone})${row.isPaused ? md` – *paused*` : ''}`,
        md`In ${channelLink(row.channelId)}: ${row.format}${how.isAnonymous ? ', without names' : ''}`,
        md`${counted(collecting, 'working day')} to write, ${voting} to vote, ${deciding} to decide`,
        whoLine(row.people),
      ),
    ),
    actionsOf(
      id,
      button('Change', CHANGE_SCHEDULE, { value: id }),
      button('How they are held', CHANGE_HOW, { value: id }),
      overflow(MENU, [
        row.isPaused
          ? { text: 'Go on', actionId: RESUME_SCHEDULE, value: id }
          : { text: 'Pause', actionId: PAUSE_SCHEDULE, value: id },
        { text: 'Stop', actionId: STOP_SCHEDULE, value: id },
      ]),
    ),
  ];
}

function whoLine(people: readonly string[]): Mrkdwn {
  if (people.length === 0) return md`Everybody in sales and marketing takes part`;
  const rest = people.length - MOST_NAMED;
  const named = joined(people.slice(0, MOST_NAMED).map(mention), ', ');
  return md`${named}${rest > 0 ? md` and ${rest} more` : ''} take part`;
}

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop these retros for good?', [
    section(md`*Stop these retros for good?* One that runs goes on to its end. A pause can be ended; this can’t.`),
    actionsOf(
      id,
      button('Stop them', REALLY_STOP, { value: id, style: 'danger' }),
      button('Pause', PAUSE_SCHEDULE, { value: id }),
    ),
  ]);

export const stoppedMessage = (): MessageContent =>
  message(
    md`No more retros by this schedule. ${code('/retro start')} begins one, and ${code('/retro setup')} makes a new schedule.`,
  );

export const notSchedulingMessage = (): MessageContent =>
  refusal('Only managers and admins schedule retros. Ask one of them.');

export const scheduleNotNowMessage = (): MessageContent =>
  refusal('Somebody has just changed that, or it is so already. /retro setup shows how it stands.');

/** What owners hear when a retro wasn't held. */
export function notHeldMessage({ teamDate, channelId, why }: NotHeld): { line: Mrkdwn; message: MessageContent } {
  const line = md`The retro of ${dayText(teamDate)} in ${channelLink(channelId)} was left out: ${WHY[why]}`;
  return {
    line,
    message: message('A retro was left out', [
      section(md`${line}. The next one comes as scheduled; ${code('/retro start')} begins one now.`),
    ]),
  };
}

const WHY: Readonly<Record<NotHeld['why'], string>> = {
  'no-sales': 'nobody of sales was there',
  'no-marketing': 'nobody of marketing was there',
  'too-few-unnamed': 'too few were there for cards without names',
  'one-runs': 'the one before still runs',
};
