import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { checkCalendar } from '../../src/core/calendar.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { formatDaysOff, formatHours, readPromise, type TypedPromise } from '../../src/setup/promise-form.ts';
import { scene } from '../core/calendars.ts';
import { at, weekdays } from '../core/cases.ts';

const NOW = at('2026-03-04T09:00Z');

const right: TypedPromise = {
  target: 60,
  warning: 15,
  hours: 'Mon-Fri 9-17',
  zone: 'Europe/Berlin',
  daysOff: undefined,
};

const read = (differing: Partial<TypedPromise>) => readPromise({ ...right, ...differing }, NOW);

function faultsOf(differing: Partial<TypedPromise>) {
  const it = read(differing);
  return it.kind === 'faults' ? it.faults : {};
}

function datesOf(daysOff: string) {
  const it = read({ daysOff });
  return it.kind === 'ok' ? it.terms.calendar.dates : it.faults;
}

describe('a promise as it is typed', () => {
  it('becomes working time and a calendar', () => {
    expect(read({})).toEqual({
      kind: 'ok',
      terms: {
        target: HOUR,
        warning: 15 * MINUTE,
        calendar: { zone: 'Europe/Berlin', weekly: weekdays(['09:00', '17:00']), dates: {} },
      },
    });
  });

  it.each<[string, Partial<TypedPromise>]>([
    ['one minute without a reminder', { target: 1, warning: 0 }],
    ['thirty days', { target: 43_200 }],
    ['a reminder a minute after the lead', { target: 60, warning: 59 }],
    ['no reminder at all', { warning: undefined }],
    ['nights', { hours: 'daily 22-6' }],
  ])('may have %s', (_, differing) => {
    expect(read(differing).kind).toBe('ok');
  });

  it('takes a zone in any case, and keeps its right name', () => {
    expect(read({ zone: 'europe/madrid' })).toMatchObject({ terms: { calendar: { zone: 'Europe/Madrid' } } });
  });
});

describe('a promise that cannot be kept gets a sentence under its field', () => {
  const minutes = 'Write whole minutes from 1 to 43200, for example 60 for one working hour.';
  const reminder = 'Write whole minutes, or 0 for no reminder.';
  const tooEarly = 'The reminder must come after the lead: write fewer minutes than the promise has.';
  const zone = 'I don’t know that zone. Write a name such as Europe/Berlin or America/New_York.';
  const example = 'Write days and hours such as "Mon-Fri 9-17" or "Mon-Thu 9:00-12:30, 13-17; Fri 9-15".';

  it.each<[keyof TypedPromise, string | number | undefined, string]>([
    ['target', undefined, minutes],
    ['target', 0, minutes],
    ['target', -5, minutes],
    ['target', 1.5, minutes],
    ['target', Number.NaN, minutes],
    ['target', 43_201, minutes],
    ['warning', -1, reminder],
    ['warning', 0.5, reminder],
    ['warning', 60, tooEarly],
    ['warning', 90, tooEarly],
    ['zone', undefined, zone],
    ['zone', 'Mars/Olympus', zone],
    ['zone', '+01:00', zone],
    ['hours', undefined, `These hours are empty. ${example}`],
    ['hours', 'whenever', `"whenever" is not a day of the week. ${example}`],
    ['hours', 'Mon-Fri', `Which hours on Mon, Tue, Wed, Thu, Fri? ${example}`],
    ['hours', 'Mon 9-12, 11-17', 'Monday: 09:00–12:00 and 11:00–17:00 overlap. Make them one, or change a time.'],
    ['daysOff', 'Christmas', sentenceAbout('Christmas')],
  ])('%s %j', (field, typed, sentence) => {
    expect(faultsOf({ [field]: typed })).toEqual({ [field]: sentence });
  });

  it('all fields at once, so that nobody is sent back twice', () => {
    const faults = faultsOf({ target: 0, warning: -1, hours: '', zone: 'here', daysOff: 'soon' });
    expect(Object.keys(faults).toSorted()).toEqual(['daysOff', 'hours', 'target', 'warning', 'zone']);
  });

  it('does not judge the reminder by a promise that is wrong itself', () => {
    expect(faultsOf({ target: 0, warning: 15 })).toEqual({ target: minutes });
  });

  it('B15, X02: hours that days off leave no opening of', () => {
    const first = Temporal.PlainDate.from('2026-03-02');
    const everyMonday = Array.from({ length: 60 }, (_, weeks) => first.add({ weeks }).toString()).join('\n');
    expect(faultsOf({ hours: 'Mon 9-17', daysOff: everyMonday })).toEqual({
      hours: expect.stringMatching(/^These hours have no open time in the next 366 days/),
    });
  });
});

describe('days off', () => {
  it.each<[string, string, Record<string, [string, string][]>]>([
    ['nothing', '', {}],
    ['empty lines', '\n  \n', {}],
    ['a day off', '2026-12-25', { '2026-12-25': [] }],
    ['spaces and Windows lines', ' 2026-12-25 \r\n\r\n2026-12-26', { '2026-12-25': [], '2026-12-26': [] }],
    ['a short day', '2026-12-24 9-12', { '2026-12-24': [['09:00', '12:00']] }],
    [
      'a short day with a break',
      '2026-12-24 9-11, 12-14:30',
      {
        '2026-12-24': [
          ['09:00', '11:00'],
          ['12:00', '14:30'],
        ],
      },
    ],
    ['a leap day', '2028-02-29', { '2028-02-29': [] }],
    ['the last of two lines for one day', '2026-12-24\n2026-12-24 9-12', { '2026-12-24': [['09:00', '12:00']] }],
    ['a day that says it is closed', '2026-12-24 closed', { '2026-12-24': [] }],
  ])('%s', (_, typed, dates) => {
    expect(datesOf(typed)).toEqual(dates);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-12-00',
    '25.12.2026',
    '12/25/2026',
    '26-12-25',
    '2026-12-25T09:00',
    '2026-12-24, 2026-12-25',
  ])('%s is not a day', (line) => {
    expect(datesOf(line)).toEqual({ daysOff: sentenceAbout(line) });
  });

  it('names the line that is wrong among those that are right', () => {
    expect(datesOf('2026-12-25\n2026-12-32\n2026-12-26')).toEqual({ daysOff: sentenceAbout('2026-12-32') });
  });

  it.each(['late', '9', '9-9', '25-26', 'Fri 9-12', '9-12; Fri 9-17'])(
    'says whose hours cannot be read: %s',
    (hours) => {
      expect(datesOf(`2026-12-24 ${hours}`)).toEqual({
        daysOff:
          'I could not read the hours of 2026-12-24. Write 2026-12-24 alone for a day off, or 2026-12-24 9-12, 13-17 for a short day.',
      });
    },
  );

  it('overlapping hours of a day are said of that day, under the days off', () => {
    expect(datesOf('2026-12-24 9-12, 11-14')).toEqual({
      daysOff: '2026-12-24: 09:00–12:00 and 11:00–14:00 overlap. Make them one, or change a time.',
    });
  });
});

describe('a promise is shown as it can be typed again', () => {
  it('days off in the order of the calendar', () => {
    const dates = { '2027-01-01': [], '2026-12-24': [['09:00', '12:00']], '2026-12-25': [] } as const;
    expect(formatDaysOff(dates)).toBe('2026-12-24 09:00-12:00\n2026-12-25\n2027-01-01');
    expect(formatDaysOff({})).toBe('');
  });

  it('whatever the calendar is', () => {
    fc.assert(
      fc.property(scene, ({ calendar }) => {
        fc.pre(checkCalendar(calendar, NOW).length === 0 && formatHours(calendar) !== 'closed');
        const again = readPromise(
          { ...right, hours: formatHours(calendar), zone: calendar.zone, daysOff: formatDaysOff(calendar.dates) },
          NOW,
        );
        expect(again).toMatchObject({ kind: 'ok', terms: { calendar: { dates: calendar.dates } } });
        expect(again.kind === 'ok' && formatHours(again.terms.calendar)).toBe(formatHours(calendar));
      }),
    );
  });
});

function sentenceAbout(line: string): string {
  return `I could not read “${line}”. Write one date a line, such as 2026-12-25, or 2026-12-24 9-12 for a short day.`;
}
