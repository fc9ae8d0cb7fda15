import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { multiSelectInput, selectInput, textInput } from '../../blockkit/inputs.ts';
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
import type { ScheduleForm, ShownSchedule } from '../../core/schedule-form.ts';
import { counted } from '../../core/time-text.ts';
import type { DrawChoices } from '../planning/choices.ts';
import { RATERS_A_SIDE } from '../planning/raters.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import type { NotHeld, ScheduleLeads } from './schedule.ts';
import { type Callings, onlyChoices, onlyText, onlyValues } from './schedule-only.ts';

export const SCHEDULE = 'review.schedule';
export const SCHEDULE_LEADS = 'review.schedule-leads';
export const NEW_REVIEWS = 'review.schedule-new';
export const CHOOSE_LEADS = 'review.schedule-which';

/** What can be done with a schedule. */
export const ACTIONS: ScheduleActions = {
  change: 'review.schedule-change',
  pause: 'review.schedule-pause',
  resume: 'review.schedule-resume',
  stop: 'review.schedule-stop',
  reallyStop: 'review.schedule-end',
  menu: 'review.schedule-menu',
};

/** Ids of the fields that say which leads. */
export const LEADS_FIELDS = { size: 'size', days: 'days', only: 'only', names: 'names', zone: 'zone' } as const;

/** When, where and who. `today` is the date where the team is. */
export const scheduleModal = (form: ScheduleForm, zone: string, today: string): ModalView =>
  modal({
    callbackId: SCHEDULE,
    title: 'Lead reviews',
    submit: form.ritualId === undefined ? 'Schedule' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      whereInput(form, 'Where'),
      ...whenInputs(form, { zone, today }),
      whoInput(form, 'Who judges', `Left empty: ${TWO} of each team, in turn. Whoever is away that day isn’t asked.`),
      ...(form.ritualId === undefined
        ? [context(md`Eight leads, three working days to judge. Which leads, and for how long: after this.`)]
        : []),
    ],
  });

const TWO = RATERS_A_SIDE === 2 ? 'two' : String(RATERS_A_SIDE);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Which leads, and how they are judged. */
export const scheduleLeadsModal = (
  ritualId: string,
  leads: ScheduleLeads,
  choices: DrawChoices,
  callings: Callings,
): ModalView => {
  const only = onlyChoices(choices, leads.only, callings);
  return modal({
    callbackId: SCHEDULE_LEADS,
    title: 'Which leads',
    submit: 'Save',
    metadata: ritualId,
    blocks: [
      selectInput(LEADS_FIELDS.size, 'How many leads', sizes(leads.size), { initial: String(leads.size) }),
      selectInput(LEADS_FIELDS.days, 'Time to judge', times(leads.workingDays), {
        initial: String(leads.workingDays),
      }),
      ...(only.length === 0
        ? []
        : [
            multiSelectInput(LEADS_FIELDS.only, 'Only leads with', only, {
              optional: true,
              initial: onlyValues(leads.only),
              hint: 'Empty means any. Of two sources either will do; a source and a campaign must both be so.',
            }),
          ]),
      selectInput(LEADS_FIELDS.names, 'Names', NAMES, { initial: leads.isAnonymous ? WITHOUT : NAMED }),
      textInput(LEADS_FIELDS.zone, 'The team’s time zone', {
        initial: leads.zone,
        hint: 'A name such as Europe/Berlin.',
        maxLength: 60,
      }),
    ],
  });
};

const usual = (some: readonly number[], set: number): number[] =>
  [...new Set([...some, set])].toSorted((a, b) => a - b);

const sizes = (set: number) =>
  usual([4, 6, 8, 10, 12, 16], set).map((size) => ({ value: String(size), text: counted(size, 'lead') }));

const times = (set: number) =>
  usual([1, 2, 3, 4, 5], set).map((days) => ({ value: String(days), text: counted(days, 'working day') }));

/** The values of the field. */
const NAMED = 'named';
export const WITHOUT = 'without';
const NAMES = [
  { value: NAMED, text: 'The result says who said what' },
  { value: WITHOUT, text: `Without names: ${ANONYMOUS_A_SIDE} of each team judge` },
];

/** A schedule, as a list and its own message show it. */
export interface ScheduleRow extends ShownSchedule {
  readonly leads: ScheduleLeads;
}

/** What `/lead-review schedule` says where there are some. */
export const schedulesMessage = (rows: readonly ScheduleRow[], callings: Callings, mayAdd: boolean): MessageContent =>
  message('Your lead reviews', [
    ...rows.flatMap((row) => rowBlocks(row, callings)),
    ...(mayAdd ? [actions(button('New schedule', NEW_REVIEWS))] : []),
  ]);

/** After something was done to a schedule, with all that can be done next. */
export const scheduleMessage = (
  what: 'saved' | 'paused' | 'resumed',
  row: ScheduleRow,
  callings: Callings,
): MessageContent => message(SAID[what], [section(md`*${SAID[what]}*`), ...rowBlocks(row, callings)]);

const SAID = {
  saved: 'Lead reviews are scheduled',
  paused: 'No review until somebody lets it go on',
  resumed: 'Lead reviews go on',
} as const;

function rowBlocks(row: ScheduleRow, callings: Callings): KnownBlock[] {
  const { leads } = row;
  const only = onlyText(leads.only, callings);
  const who =
    row.people.length === 0
      ? md`${leads.isAnonymous ? ANONYMOUS_A_SIDE : capital(TWO)} of each team judge, in turn`
      : md`${namedPeople(row.people)} judge`;
  return [
    section(
      lines(
        whenLine(row),
        md`In ${channelLink(row.channelId)}: ${counted(leads.size, 'lead')}, ${counted(leads.workingDays, 'working day')} to judge`,
        md`${who}${leads.isAnonymous ? ', without names' : ''}`,
        only !== '' && md`Only ${only}`,
      ),
    ),
    scheduleButtons(row, ACTIONS, { text: 'Which leads', actionId: CHOOSE_LEADS }),
  ];
}

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop these reviews for good?', [
    section(md`*Stop these reviews for good?* One that runs goes on to its end. A pause can be ended; this can’t.`),
    stopButtons(id, ACTIONS, 'Stop them'),
  ]);

export const stoppedMessage = (): MessageContent =>
  message(
    md`No more reviews by this schedule. ${code('/lead-review start')} holds one, and ${code('/lead-review schedule')} makes a new schedule.`,
  );

export const notSchedulingMessage = (): MessageContent =>
  refusal('Only managers and admins schedule lead reviews. Ask one of them.');

export const scheduleNotNowMessage = (): MessageContent =>
  refusal('Somebody has just changed that, or it is so already. /lead-review schedule shows how it stands.');

/** What owners hear when a review wasn't held. */
export function notHeldMessage({ teamDate, channelId, why }: NotHeld): { line: Mrkdwn; message: MessageContent } {
  const line = md`The lead review of ${dayText(teamDate)} in ${channelLink(channelId)} was left out: ${WHY[why]}`;
  return {
    line,
    message: message('A lead review was left out', [
      section(md`${line}. The next one comes as scheduled; ${code('/lead-review start')} holds one now.`),
    ]),
  };
}

const WHY: Readonly<Record<NotHeld['why'], string>> = {
  'no-sales': 'nobody of sales was there to judge',
  'no-marketing': 'nobody of marketing was there to judge',
  'too-few': `fewer than ${ANONYMOUS_A_SIDE} of a team were there, and it is to be without names`,
  'no-leads': 'there was no lead to judge since the last one',
};
