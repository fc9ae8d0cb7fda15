import { section } from '../blockkit/blocks.ts';
import { selectInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, joined, lines, md } from '../blockkit/mrkdwn.ts';
import {
  type ScheduleActions,
  scheduleButtons,
  stopButtons,
  wasFirst,
  whenInputs,
  whenLine,
  whereInput,
} from '../blockkit/schedule-parts.ts';
import { howOftenChoices } from '../core/how-often.ts';
import type { ShownSchedule } from '../core/schedule-form.ts';
import { CHANGE_MEETING } from './parent-blocks.ts';
import type { MeetingForm } from './setup.ts';

export const SAVE_MEETING = 'meeting.save';
export const NEW_TOPIC = 'meeting.new-topic';
export const NEW_WORDS = 'meeting.new-words';
export const NEW_GOALS = 'meeting.new-goals';

/** What can be done with the schedule. */
export const ACTIONS: ScheduleActions = {
  change: CHANGE_MEETING,
  pause: 'meeting.pause',
  resume: 'meeting.resume',
  stop: 'meeting.stop',
  reallyStop: 'meeting.really-stop',
  menu: 'meeting.setup-menu',
};

/** Ids of fields: whether the month is looked at, and of what somebody writes. */
export const MONTHLY = 'monthly';
export const FIELDS = { text: 'text' } as const;

/** The values of the choices: no more than in other weeks, the month, and the month with the definition check. */
export const WEEKS_ONLY = 'weeks-only';
const WITH_MONTH = 'with-month';
export const WITH_CHECK = 'with-check';

/** When and where; `today` is the date where the team is. */
export const meetingModal = (form: MeetingForm, zone: string, today: string): ModalView =>
  modal({
    callbackId: SAVE_MEETING,
    title: 'Smarketing meeting',
    submit: form.ritualId === undefined ? 'Schedule' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      whereInput(form, 'Where its thread is', 'I prepare the agenda there at nine of the working day before.'),
      ...whenInputs(form, { zone, today, choices: weeklyChoices(today) }),
      selectInput(
        MONTHLY,
        'Once a month',
        [
          { value: WEEKS_ONLY, text: 'Nothing more than in other weeks' },
          { value: WITH_CHECK, text: 'Look at the month, check the definition' },
          { value: WITH_MONTH, text: 'Look at the month' },
        ],
        {
          initial: form.isMonthly ? (form.checksDefinition ? WITH_CHECK : WITH_MONTH) : WEEKS_ONLY,
          hint: 'The check: before the first meeting of a month both teams say in two lines, without a name, when a lead is ready for sales.',
        },
      ),
    ],
  });

/** The month is looked at in one of the weekly meetings. */
const weeklyChoices = (today: string) => howOftenChoices(today).filter(({ value }) => !value.startsWith('monthly'));

/** The schedule as a message says it. */
export interface ScheduleRow extends ShownSchedule {
  readonly isMonthly: boolean;
  readonly checksDefinition: boolean;
}

/** After something was done to the schedule, with all that can be done next. `already`: somebody else has made it first. */
export const scheduleMessage = (what: keyof typeof SAID, row: ScheduleRow): MessageContent =>
  message(SAID[what], [
    section(what === 'already' ? lines(md`*${SAID[what]}*`, wasFirst(row)) : md`*${SAID[what]}*`),
    section(
      lines(
        whenLine(row),
        md`The agenda comes to ${channelLink(row.channelId)} at nine of the working day before.`,
        row.isMonthly &&
          md`The first meeting of each month looks at the whole month too${row.checksDefinition ? ', and checks when a lead is ready for sales' : ''}.`,
      ),
    ),
    scheduleButtons(row, ACTIONS),
  ]);

const SAID = {
  saved: 'The smarketing meeting is scheduled',
  paused: 'No meeting is prepared until somebody lets it go on',
  resumed: 'The smarketing meeting goes on',
  already: 'There is a smarketing meeting already',
} as const;

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop the smarketing meeting for good?', [
    section(md`*Stop the smarketing meeting for good?* Topics that wait are kept. A pause can be ended; this can’t.`),
    stopButtons(id, ACTIONS, 'Stop it'),
  ]);

export const stoppedMessage = (): MessageContent =>
  message(md`No more meetings are prepared. ${code('/baton meeting setup')} makes a new schedule.`);

export const notSetUpMessage = (): MessageContent =>
  refusal('Only managers and admins say when the meeting is. Ask one of them, please.');

export const setupNotNowMessage = (): MessageContent =>
  message(
    md`Somebody has just changed that, or it is so already. ${code('/baton meeting setup')} shows how it stands.`,
  );

/** Somebody would like to talk about something. */
export const topicModal = (): ModalView =>
  modal({
    callbackId: NEW_TOPIC,
    title: 'Add a topic',
    submit: 'Add',
    blocks: [
      textInput(FIELDS.text, 'What do you want to talk about?', {
        multiline: true,
        maxLength: MOST_LETTERS,
        placeholder: 'Webinar leads come without a phone number',
        hint: 'Everybody in the thread reads it. If it stays open, it is up again next time.',
        focus: true,
      }),
    ],
  });

export const wordsModal = (place: string, text: string): ModalView =>
  modal({
    callbackId: NEW_WORDS,
    title: 'Say it differently',
    submit: 'Save',
    metadata: place,
    blocks: [
      textInput(FIELDS.text, 'The topic', { multiline: true, maxLength: MOST_LETTERS, initial: text, focus: true }),
    ],
  });

export const goalsModal = (meetingId: string, text: string | undefined): ModalView =>
  modal({
    callbackId: NEW_GOALS,
    title: 'Goals of the month',
    submit: 'Set',
    metadata: meetingId,
    blocks: [
      textInput(FIELDS.text, 'What do we want this month?', {
        multiline: true,
        maxLength: MOST_LETTERS,
        initial: text,
        placeholder: 'First contact in time: 80 % of webinar leads',
        hint: 'They stand in the agenda of the monthly meetings until somebody sets others.',
        focus: true,
      }),
    ],
  });

/** More is an essay. */
export const MOST_LETTERS = 500;

/** `where` is the meeting whose agenda stands already, or whether there will be one. */
export function addedMessage(where: { readonly number: number } | 'next' | 'unscheduled'): MessageContent {
  if (where === 'next') return message('Noted. It is on the agenda of the next meeting.');
  if (where === 'unscheduled')
    return message(
      md`Noted. No meeting is scheduled yet, so it waits for the first one. Managers and admins schedule it: ${code('/baton meeting setup')}`,
    );
  return message(md`Added to the agenda of meeting ${where.number}.`);
}

export const usageMessage = (): MessageContent =>
  message(
    lines(
      md`I could not read that. Try one of these:`,
      joined([code('/baton meeting'), code('/baton meeting topic …')], ' · '),
      joined([code('/baton meeting minutes'), code('/baton meeting setup')], ' · '),
    ),
  );

export const goalsSetMessage = (): MessageContent => message('The goals are set. They stand in the agenda.');
