import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { channelInput, checkboxesInput, peopleInput, selectInput, textInput, timeInput } from '../blockkit/inputs.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { daysAndHowOften, type HowOften, howOftenChoices, howOftenValue } from '../core/how-often.ts';
import { MINUTE } from '../core/instants.ts';
import { WEEKDAY_NAMES, WEEKDAYS, type Weekday } from '../core/opening-hours.ts';
import { counted, durationText } from '../core/time-text.ts';
import { ESCALATE_AFTER_DAYS } from './settings.ts';
import type { SetupForm, Who } from './setup.ts';

export const SETUP = 'standup.setup';
export const CHANGE = 'standup.change';
export const NEW_STANDUP_FORM = 'standup.new';
export const MORE = 'standup-setup.more';

/** Ids of the fields. What is computed at once is also the id of an action, so it says whose it is. */
export const SETUP_FIELDS = {
  name: 'name',
  channel: 'standup-setup.channel',
  who: 'standup-setup.who',
  people: 'standup-setup.people',
  observers: 'observers',
  at: 'standup-setup.at',
  days: 'standup-setup.days',
  often: 'standup-setup.often',
  window: 'standup-setup.window',
  'team-close': 'standup-setup.team-close',
  questions: 'questions',
  owners: 'owners',
  tells: 'tells',
  clock: 'standup-setup.clock',
  zone: 'standup-setup.zone',
  escalates: 'escalates',
} as const satisfies Record<string, string>;

/** Those whose change computes the next day and the list of local times anew, or shows another field. */
export const LIVE_FIELDS = [
  SETUP_FIELDS.channel,
  SETUP_FIELDS.who,
  SETUP_FIELDS.people,
  SETUP_FIELDS.at,
  SETUP_FIELDS.days,
  SETUP_FIELDS.often,
  SETUP_FIELDS.window,
  SETUP_FIELDS['team-close'],
  SETUP_FIELDS.clock,
  SETUP_FIELDS.zone,
] as const;

/** How long a standup stays open after each person's prompt. */
export const WINDOWS = [
  { value: '60', text: '1 hour' },
  { value: '120', text: '2 hours' },
  { value: '240', text: '4 hours' },
  { value: '420', text: '7 hours' },
] as const;

/** What is computed anew whenever days, time or people change. */
export interface Computed {
  /** YYYY-MM-DD where the team is. */
  readonly today: string;
  /** "Every two weeks, next on Mon 7 Dec" */
  readonly howOften: string | undefined;
  /** When each of those who take part is asked: "Ana 09:30 CET", "Ben 09:30 GMT (10:30 CET)". */
  readonly times: readonly string[];
  readonly fault: string | undefined;
}

/** Whether something is set that the shorter form would hide. */
export const hasMore = ({
  observers,
  teamCloseAt,
  questions,
  owners,
  reminds,
  tellsMissing,
  ...rest
}: SetupForm): boolean =>
  observers.length > 0 ||
  !rest.inOwnZone ||
  rest.escalateAfterDays !== ESCALATE_AFTER_DAYS ||
  teamCloseAt !== undefined ||
  questions !== '' ||
  owners.length > 1 ||
  !reminds ||
  !tellsMissing;

/** One modal for everything. What few need is there after a press on More; a field that isn't shown keeps its value. */
export function setupModal(form: SetupForm, computed: Computed, isWhole: boolean): ModalView {
  const { today } = computed;
  return modal({
    callbackId: SETUP,
    title: 'Standup',
    submit: form.ritualId === undefined ? 'Switch on' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      textInput(SETUP_FIELDS.name, 'Name', { initial: form.name, maxLength: 24 }),
      channelInput(SETUP_FIELDS.channel, 'Where answers are posted', { initial: form.channelId, live: true }),
      selectInput(SETUP_FIELDS.who, 'Who takes part', WHO_CHOICES, { initial: form.who, live: true }),
      ...(form.who === 'people'
        ? [
            peopleInput(SETUP_FIELDS.people, 'These people', {
              optional: true,
              initial: form.people,
              live: true,
              hint: 'Guests of this workspace can take part too.',
            }),
          ]
        : []),
      timeInput(
        SETUP_FIELDS.at,
        form.inOwnZone ? 'Asked at, in each person’s own time' : 'Asked at, in the team’s time',
        {
          initial: form.at,
          live: true,
        },
      ),
      checkboxesInput(SETUP_FIELDS.days, 'On', DAYS, { initial: form.days, live: true }),
      selectInput(SETUP_FIELDS.often, 'How often', howOftenChoices(today), {
        initial: howOftenValue(form.often, today),
        live: true,
      }),
      selectInput(SETUP_FIELDS.window, 'Open for', windows(form.windowMinutes), {
        initial: form.windowMinutes,
        live: true,
      }),
      ...(isWhole ? moreInputs(form) : [actions(button('More settings', MORE))]),
      ...computedBlocks(computed),
    ],
  });
}

function moreInputs(form: SetupForm): KnownBlock[] {
  return [
    peopleInput(SETUP_FIELDS.observers, 'Only read along', {
      optional: true,
      initial: form.observers,
      hint: 'They are never asked and don’t count.',
    }),
    selectInput(SETUP_FIELDS.clock, 'Whose time', CLOCKS, {
      initial: form.inOwnZone ? OWN_TIME : TEAM_TIME,
      live: true,
    }),
    textInput(SETUP_FIELDS.zone, 'The team’s time zone', {
      initial: form.zone,
      live: true,
      hint: 'A name such as Europe/Berlin. The day of the message in the channel and the close below go by it.',
      maxLength: 60,
    }),
    timeInput(SETUP_FIELDS['team-close'], 'Closed for all at, in the team’s time', {
      optional: true,
      initial: form.teamCloseAt,
      live: true,
      hint: 'Leave it empty to give each person the whole time.',
    }),
    textInput(SETUP_FIELDS.questions, 'Questions of your own', {
      optional: true,
      multiline: true,
      initial: form.questions,
      hint: 'One a line, at most two a day. “Fri: What went well?” asks on Fridays; end a line with (1-5), (number) or (a / b / c); begin with ! if an answer is needed.',
      maxLength: 1_000,
    }),
    peopleInput(SETUP_FIELDS.owners, 'Looked after by', {
      optional: true,
      initial: form.owners,
      hint: 'They hear of trouble with it. Left empty, it is you.',
    }),
    checkboxesInput(SETUP_FIELDS.tells, 'Before and after the close', TELLS, {
      optional: true,
      initial: [...(form.reminds ? [REMINDER] : []), ...(form.tellsMissing ? [MISSING] : [])],
      hint: 'The channel reads a number only, never names.',
    }),
    selectInput(SETUP_FIELDS.escalates, 'Managers hear of an ask that waits', escalations(form.escalateAfterDays), {
      initial: String(form.escalateAfterDays),
    }),
  ];
}

/** The values of the field. */
export const OWN_TIME = 'own';
export const TEAM_TIME = 'team';
const CLOCKS = [
  { value: OWN_TIME, text: 'Each person’s own' },
  { value: TEAM_TIME, text: 'The team’s, all at once' },
];

const ESCALATIONS = [1, 2, 3, 5, 10];

/** The usual ones, and what is set, if it is another. */
const escalations = (set: number) =>
  [...new Set([...ESCALATIONS, set])]
    .toSorted((a, b) => a - b)
    .map((days) => ({ value: String(days), text: `after ${counted(days, 'working day')}` }));

/** The values of the field. */
export const REMINDER = 'reminder';
export const MISSING = 'missing';
const TELLS = [
  { value: REMINDER, text: 'Remind once who hasn’t answered, half an hour before' },
  { value: MISSING, text: 'Tell its owners who hasn’t answered' },
];

const WHO_CHOICES: readonly { readonly value: Who; readonly text: string }[] = [
  { value: 'both', text: 'Sales and marketing' },
  { value: 'sales', text: 'Sales' },
  { value: 'marketing', text: 'Marketing' },
  { value: 'channel', text: 'Everybody in the channel' },
  { value: 'people', text: 'These people' },
];

/** The usual ones, and what is set, if it is another. */
function windows(minutes: string) {
  const isUsual = WINDOWS.some(({ value }) => value === minutes);
  return isUsual ? WINDOWS : [...WINDOWS, { value: minutes, text: durationText(Number(minutes) * MINUTE) }];
}

const DAYS = WEEKDAYS.map((value) => ({ value, text: WEEKDAY_NAMES[value] }));

const MOST_TIMES = 12;

function computedBlocks({ howOften, times, fault }: Computed): KnownBlock[] {
  if (fault !== undefined)
    return [section(lines(...fault.split('\n').map((line, at) => md`${at === 0 ? '⚠️ ' : '• '}${line}`)))];
  if (howOften === undefined && times.length === 0) return [];
  const rest = times.length - MOST_TIMES;
  return [
    context(
      lines(
        howOften !== undefined && md`*${howOften}*`,
        ...times.slice(0, MOST_TIMES).map((time) => md`${time}`),
        rest > 0 && md`and ${rest} more`,
      ),
    ),
  ];
}

/** A standup as a row of a list. */
export interface StandupRow {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly days: readonly Weekday[];
  readonly often: HowOften;
  readonly channelId: string;
  readonly isPaused: boolean;
  /** The first day after the pause, if it has an end. */
  readonly pausedUntil?: string | undefined;
}

/** What `/standup setup` says when there is one already. */
export function standupsMessage(rows: readonly StandupRow[], mayAdd: boolean): MessageContent {
  return message('Your standups', [
    ...rows.map((row) =>
      section(rowText(row), button('Change', CHANGE, { value: row.id, label: `Change ${row.name}` })),
    ),
    ...(mayAdd ? [actions(button('New standup', NEW_STANDUP_FORM))] : []),
  ]);
}

/** A standup in a list. */
export const rowText = ({ name, at, days, often, channelId, ...row }: StandupRow): Mrkdwn =>
  lines(md`*${name}* in ${channelLink(channelId)}`, md`${daysAndHowOften(often, days)} at ${at}${pauseText(row)}`);

function pauseText({ isPaused, pausedUntil }: Pick<StandupRow, 'isPaused' | 'pausedUntil'>): string {
  if (!isPaused) return '';
  return pausedUntil === undefined ? ', paused' : `, paused until ${pausedUntil}`;
}
