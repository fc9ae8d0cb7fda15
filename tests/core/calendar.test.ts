import { describe, expect, it } from 'vitest';
import { type Calendar, calendarSchema, checkCalendar } from '../../src/core/calendar.ts';
import { at, calendarNamed, cases, weekdays } from './cases.ts';

const now = at('2026-03-02T09:00Z');
const office: Calendar = { zone: 'Europe/Berlin', weekly: weekdays(['09:00', '17:00']), dates: {} };

describe('a calendar that makes sense is accepted', () => {
  it.each(Object.keys(cases.calendars))('%s', (name) => {
    expect(checkCalendar(calendarNamed(name), now)).toEqual([]);
  });

  it.each([
    [['00:00', '24:00']],
    [
      ['09:00', '12:00'],
      ['12:00', '17:00'],
    ],
    [['22:00', '06:00']],
    [['18:00', '00:00']],
  ] as const)('hours %j', (...hours) => {
    expect(checkCalendar({ ...office, weekly: { mon: hours } }, now)).toEqual([]);
  });
});

it('X02: refuses a calendar without open time in the next 366 days', () => {
  const closed = { ...office, weekly: {}, dates: { '2024-01-02': [['09:00', '17:00']] } } as const;
  expect(checkCalendar(closed, now)).toEqual([
    'These hours have no open time in the next 366 days, so nothing would ever fall due: add some.',
  ]);
});

describe('X03: refuses hours that make no sense, and says what to do', () => {
  it.each([
    [
      [['09:00', '25:00']],
      'Monday: "25:00" is not a time here. Write hours and minutes from 00:00 to 24:00, such as 09:00.',
    ],
    [
      [['09:00', '18:60']],
      'Monday: "18:60" is not a time here. Write hours and minutes from 00:00 to 24:00, such as 09:00.',
    ],
    [
      [['24:00', '06:00']],
      'Monday: "24:00" is not a time here. Write hours and minutes from 00:00 to 23:59, such as 09:00.',
    ],
    [[['9', '17:00']], 'Monday: "9" is not a time here. Write hours and minutes from 00:00 to 23:59, such as 09:00.'],
    [[['09:00', '09:00']], 'Monday: 09:00–09:00 ends when it begins. For a whole day write 00:00–24:00.'],
    [
      [
        ['12:00', '17:00'],
        ['09:00', '12:30'],
      ],
      'Monday: 09:00–12:30 and 12:00–17:00 overlap. Make them one, or change a time.',
    ],
    [
      [
        ['22:00', '06:00'],
        ['23:00', '23:30'],
      ],
      'Monday: 22:00–06:00 and 23:00–23:30 overlap. Make them one, or change a time.',
    ],
  ] as const)('%j', (hours, sentence) => {
    expect(checkCalendar({ ...office, weekly: { ...office.weekly, mon: hours } }, now)).toEqual([sentence]);
  });

  it('a weekly night that runs into the hours of the morning after', () => {
    const weekly = { sun: [['22:00', '06:00']], mon: [['05:00', '09:00']] } as const;
    expect(checkCalendar({ ...office, weekly }, now)).toEqual([
      "Sunday's night 22:00–06:00 runs into Monday's 05:00–09:00. Change a time.",
    ]);
  });

  it('the same for a date of its own', () => {
    expect(checkCalendar({ ...office, dates: { '2026-12-24': [['09:00', '09:00']] } }, now)).toEqual([
      '2026-12-24: 09:00–09:00 ends when it begins. For a whole day write 00:00–24:00.',
    ]);
  });

  it.each(['2026-02-30', '24.12.2026', '2026-13-01', '2026-00-10', '2026-1-1'])('a date %s that is none', (date) => {
    expect(checkCalendar({ ...office, dates: { [date]: [] } }, now)).toEqual([
      `"${date}" is not a date: write it as 2026-12-24.`,
    ]);
  });
});

it.each(['Mars/Base', 'Berlin', '+01:00', ''])('X04: refuses "%s", which is no IANA zone', (zone) => {
  expect(checkCalendar({ ...office, zone }, now)).toEqual([
    `"${zone}" is not a time zone: use a name such as Europe/Berlin or America/New_York.`,
  ]);
});

describe('the stored form', () => {
  it('survives storing', () => {
    const stored = { ...office, dates: { '2026-12-25': [] } };
    expect(calendarSchema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });

  it.each([
    { zone: 'UTC', weekly: { monday: [] }, dates: {} },
    { zone: 'UTC', weekly: { mon: [['09:00']] }, dates: {} },
    {},
  ])('refuses %j', (stored) => {
    expect(calendarSchema.safeParse(stored).success).toBe(false);
  });
});
