import { context, section } from '../../blockkit/blocks.ts';
import { checkboxesInput, dateInput, peopleInput, radioInput, selectInput, textInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { WEEKDAY_NAMES, WEEKDAYS } from '../../core/opening-hours.ts';
import { type DayOff, type HolidayList, horizon, LONGEST_NAME } from '../hours/days-off.ts';
import { type WorkingDayRules, workingDaysOf } from '../hours/working-days.ts';
import type { LeftOut } from './calendar-file.ts';
import {
  ADD_DAY,
  COUNTRY,
  DAYS_OFF_OF,
  dayLine,
  daysCount,
  IMPORT,
  listName,
  longDay,
  REMOVE_DAYS,
  WORKING_DAYS,
} from './holidays-blocks.ts';

export const TAKE_DAYS = 'people.take-days';

/** Ids of the fields in the modals. */
export const DAY_FIELDS = {
  on: 'on',
  name: 'name',
  which: 'which',
  company: 'company',
  sales: 'sales',
  marketing: 'marketing',
  country: 'country',
  file: 'file',
  more: 'file-2',
  most: 'file-3',
  whose: 'whose',
  people: 'people',
} as const;

export function addDayModal(today: string): ModalView {
  return modal({
    callbackId: ADD_DAY,
    title: 'Add a day off',
    submit: 'Add',
    blocks: [
      dateInput(DAY_FIELDS.on, 'Which day has everybody off?', { hint: `Until ${longDay(horizon(today))}.` }),
      textInput(DAY_FIELDS.name, 'What is it called?', { placeholder: 'Company outing', maxLength: LONGEST_NAME }),
    ],
  });
}

const MOST_CHOICES = 100;

/** Whole lists first, then single days. The value of a day is `<list>|<date>`. */
export function removeDaysModal(lists: readonly HolidayList[]): ModalView {
  const whole = lists.map((list) => ({ value: list.id, text: `The whole list: ${listName(list)}` }));
  const single = lists
    .flatMap((list) => list.days.map((day) => ({ day, list })))
    .toSorted((a, b) => a.day.on.localeCompare(b.day.on))
    .map(({ day, list }) => ({
      value: `${list.id}|${day.on}`,
      text: `${longDay(day.on)}: ${day.name}`,
      description: listName(list),
    }));
  const left = whole.length + single.length - MOST_CHOICES;
  return modal({
    callbackId: REMOVE_DAYS,
    title: 'Remove days off',
    submit: 'Remove',
    blocks: [
      selectInput(DAY_FIELDS.which, 'What is to be removed?', [...whole, ...single]),
      ...(left > 0 ? [context(md`${daysCount(left)} later than these can be removed when they are nearer.`)] : []),
    ],
  });
}

export function workingDaysModal(rules: WorkingDayRules): ModalView {
  const choices = WEEKDAYS.map((day) => ({ value: day, text: WEEKDAY_NAMES[day] }));
  return modal({
    callbackId: WORKING_DAYS,
    title: 'Working days',
    blocks: [
      checkboxesInput(DAY_FIELDS.company, 'The company works on', choices, {
        initial: workingDaysOf(undefined, [], rules),
      }),
      checkboxesInput(DAY_FIELDS.sales, 'Sales, if otherwise', choices, { optional: true, initial: rules.sales ?? [] }),
      checkboxesInput(DAY_FIELDS.marketing, 'Marketing, if otherwise', choices, {
        optional: true,
        initial: rules.marketing ?? [],
      }),
      context(
        md`Whoever set hours of their own with ${code('/baton me')} keeps their days. Who is in both teams works on the days of both.`,
      ),
    ],
  });
}

export function countryModal(): ModalView {
  return modal({
    callbackId: COUNTRY,
    title: 'Days off by country',
    submit: 'Show',
    blocks: [
      textInput(DAY_FIELDS.country, 'Which country or state?', {
        placeholder: 'DE-BY',
        hint: 'A name or a code: Germany, DE-BY, US-CA. I show you the days before anybody has them.',
        maxLength: 100,
      }),
    ],
  });
}

export function importModal(): ModalView {
  const piece = { multiline: true, maxLength: 3_000 } as const;
  return modal({
    callbackId: IMPORT,
    title: 'Import a calendar',
    submit: 'Show',
    blocks: [
      textInput(DAY_FIELDS.name, 'What is the list called?', {
        placeholder: 'Plant holidays',
        maxLength: LONGEST_NAME,
      }),
      textInput(DAY_FIELDS.file, 'Text of the calendar file (.ics)', {
        ...piece,
        placeholder: 'BEGIN:VCALENDAR',
        hint: 'Whole days are taken, yearly ones for this year and next. I show you the days before anybody has them.',
      }),
      textInput(DAY_FIELDS.more, 'Its second part', {
        ...piece,
        optional: true,
        hint: 'A field holds 3,000 characters. Cut longer files between two events.',
      }),
      textInput(DAY_FIELDS.most, 'Its third part', { ...piece, optional: true }),
    ],
  });
}

const LINES_IN_SECTION = 20;

/** All days of a list, before anybody has them. */
export function takeDaysModal({
  list,
  present,
  suggested,
  suggestion,
  parts = '',
  leftOut,
}: {
  list: HolidayList;
  present: HolidayList | undefined;
  /** Whose days they probably are; chosen beforehand, and nobody has them until the form is sent. */
  suggested: readonly string[];
  /** Why they. */
  suggestion?: string;
  parts?: string;
  leftOut?: LeftOut;
}): ModalView {
  const sections = Array.from({ length: Math.ceil(list.days.length / LINES_IN_SECTION) }, (_, at) =>
    section(lines(...list.days.slice(at * LINES_IN_SECTION, (at + 1) * LINES_IN_SECTION).map(dayLine))),
  );
  const notes = [
    ...(present === undefined ? [] : [present.kind === 'region' ? RENEWS : ADDS]),
    ...(leftOut === undefined ? [] : leftOutText(leftOut)),
    ...(parts === '' ? [] : [md`Parts of it have days of their own: ${parts}`]),
  ];
  return modal({
    callbackId: TAKE_DAYS,
    title: 'Take these days off?',
    submit: 'Take them',
    close: 'Back',
    metadata: list.id,
    blocks: [
      section(md`*${listName(list)}*: ${daysCount(list.days.length)}`),
      ...sections,
      ...notes.map((note) => context(note)),
      ...(present === undefined
        ? whoseInputs({ kind: 'people', ids: suggested }, suggestion)
        : whoseInputs(present.holders)),
    ],
  });
}

const RENEWS = md`You have this list already: its days to come are replaced by these.`;
const ADDS = md`There is a list of this name: these days are added to it.`;

function leftOutText({ timed, repeating, over, unreadable }: LeftOut): Mrkdwn[] {
  const reasons = [
    [timed, 'with a time of day'],
    [repeating, 'that repeat otherwise than yearly'],
    [over, 'that are over, or later than next year'],
    [unreadable, 'that I could not read'],
  ] as const;
  const said = reasons.filter(([count]) => count > 0).map(([count, why]) => md`${count} ${why}`);
  return said.length === 0 ? [] : [md`Left out of the file: events ${joined(said, ', ')}.`];
}

/** Whose days off a list holds. */
export function daysOffOfModal(list: HolidayList): ModalView {
  return modal({
    callbackId: DAYS_OFF_OF,
    title: 'Whose days off?',
    metadata: list.id,
    blocks: [section(md`*${listName(list)}*: ${daysCount(list.days.length)}`), ...whoseInputs(list.holders)],
  });
}

function whoseInputs(holders: HolidayList['holders'], suggestion?: string) {
  return [
    radioInput(
      DAY_FIELDS.whose,
      'Whose days off are these?',
      [
        { value: 'people', text: 'Only these people' },
        { value: 'everyone', text: 'Everybody' },
      ],
      { initial: holders.kind },
    ),
    peopleInput(DAY_FIELDS.people, 'Which people?', {
      optional: true,
      initial: holders.kind === 'people' ? holders.ids : [],
      ...(suggestion !== undefined && { hint: suggestion }),
    }),
  ];
}

export const addedText = (day: DayOff, outcome: 'added' | 'renamed' | 'already-there'): Mrkdwn => {
  if (outcome === 'already-there') return md`It was there already: ${dayLine(day)}`;
  return outcome === 'added' ? md`Added: ${dayLine(day)}` : md`Renamed: ${dayLine(day)}`;
};
