import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { selectInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import {
  namedPeople,
  type ScheduleActions,
  scheduleButtons,
  stopButtons,
  whenInputs,
  whenLine,
  whereInput,
  whoInput,
} from '../../blockkit/schedule-parts.ts';
import { dayText } from '../../core/day-text.ts';
import { sprintChoices } from '../../core/how-often.ts';
import type { ScheduleForm, ShownSchedule } from '../../core/schedule-form.ts';
import { counted } from '../../core/time-text.ts';
import { choicesOf, daysChoices, type FormatChoice, namesInput, START_FIELDS } from '../start-blocks.ts';
import type { NotHeld, ScheduleHow } from './schedule.ts';

export const SCHEDULE = 'retro.schedule';
export const SCHEDULE_HOW = 'retro.schedule-how';
export const NEW_RETROS = 'retro.schedule-new';
export const CHANGE_HOW = 'retro.schedule-which';

/** What can be done with a schedule. */
export const ACTIONS: ScheduleActions = {
  change: 'retro.schedule-change',
  pause: 'retro.schedule-pause',
  resume: 'retro.schedule-resume',
  stop: 'retro.schedule-stop',
  reallyStop: 'retro.schedule-end',
  menu: 'retro.schedule-menu',
};

/** Ids of the fields that say how they are held. */
export const HOW_FIELDS = {
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
      whereInput(form, 'Where'),
      ...whenInputs(form, { zone, today, choices: sprintChoices(today), dayLabel: 'It begins on' }),
      whoInput(
        form,
        'Who takes part',
        'Left empty: everybody in sales and marketing. Whoever is away that day isn’t asked.',
      ),
      ...(form.ritualId === undefined
        ? [
            context(
              md`Two working days to write, one to vote, two to decide. What people write about, and names: after this.`,
            ),
          ]
        : []),
    ],
  });

/** What people write about, and for how long. */
export const scheduleHowModal = (ritualId: string, how: ScheduleHow, formats: readonly FormatChoice[]): ModalView =>
  modal({
    callbackId: SCHEDULE_HOW,
    title: 'How they are held',
    submit: 'Save',
    metadata: ritualId,
    blocks: [
      selectInput(HOW_FIELDS.format, 'What people write about', choicesOf(formats), { initial: how.format }),
      selectInput(HOW_FIELDS.collect, 'Time to write', daysChoices(how.days.collecting), {
        initial: String(how.days.collecting),
      }),
      selectInput(HOW_FIELDS.vote, 'Time to vote', daysChoices(how.days.voting), {
        initial: String(how.days.voting),
      }),
      selectInput(HOW_FIELDS.decide, 'Time to decide', daysChoices(how.days.deciding), {
        initial: String(how.days.deciding),
      }),
      namesInput(how.isAnonymous),
    ],
  });

/** A schedule, as a list and its own message show it. */
export interface ScheduleRow extends ShownSchedule {
  readonly how: ScheduleHow;
  readonly format: string;
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

function rowBlocks({ how, ...row }: ScheduleRow): KnownBlock[] {
  const { collecting, voting, deciding } = how.days;
  return [
    section(
      lines(
        whenLine(row),
        md`In ${channelLink(row.channelId)}: ${row.format}${how.isAnonymous ? ', without names' : ''}`,
        md`${counted(collecting, 'working day')} to write, ${voting} to vote, ${deciding} to decide`,
        row.people.length === 0
          ? md`Everybody in sales and marketing takes part`
          : md`${namedPeople(row.people)} take part`,
      ),
    ),
    scheduleButtons(row, ACTIONS, { text: 'How they are held', actionId: CHANGE_HOW }),
  ];
}

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop these retros for good?', [
    section(md`*Stop these retros for good?* One that runs goes on to its end. A pause can be ended; this can’t.`),
    stopButtons(id, ACTIONS, 'Stop them'),
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
