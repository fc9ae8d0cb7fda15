import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkCalendar } from '../../src/core/calendar.ts';
import { formatWeeklyHours, parseWeeklyHours } from '../../src/core/weekly-hours.ts';
import { scene } from './calendars.ts';
import { everyDay, weekdays } from './cases.ts';

const office = weekdays(['09:00', '17:00']);

it.each([
  ['Mon-Fri 9-17', office],
  ['mon–fri 09:00–17:00', office],
  ['Monday to Friday 9am to 5pm', office],
  ['weekdays 9.00 - 17.00', office],
  ['Mon, Tue, Wed, Thu, Fri 9-17', office],
  ['Mon Tue/Wed & Thu and Fri: 9-17', office],
  ['Mon-Fri 9-17, Sat 10:00-14:00', { ...office, sat: [['10:00', '14:00']] }],
  ['Mon-Fri 9-12, 13-17', weekdays(['09:00', '12:00'], ['13:00', '17:00'])],
  ['Mon-Fri 9-17; Sat closed', office],
  ['Mon-Fri 9-17; Wed closed', { ...office, wed: undefined }],
  ['Wed closed, Mon-Fri 9-17', { ...office, wed: undefined }],
  ['Mon-Fri 9-5pm', office],
  ['daily 09:00-05:00', everyDay(['09:00', '05:00'])],
  ['daily 9am-5am', everyDay(['09:00', '05:00'])],
  ['daily 22-6', everyDay(['22:00', '06:00'])],
  ['every day 0-24', everyDay(['00:00', '24:00'])],
  ['Sat-Mon 12am-12pm', { sat: [['00:00', '12:00']], sun: [['00:00', '12:00']], mon: [['00:00', '12:00']] }],
  ['Weds 9-10\nThurs 9-10', { wed: [['09:00', '10:00']], thu: [['09:00', '10:00']] }],
])('reads "%s"', (text, weekly) => {
  expect(parseWeeklyHours(text)).toEqual({ ok: true, weekly });
});

it.each([
  ['', 'These hours are empty.'],
  ['closed', 'Which days does "closed" mean?'],
  ['9-17', 'Which days does "9-17" mean?'],
  ['Mon-Fri', 'Which hours on Mon, Tue, Wed, Thu, Fri?'],
  ['Mon-Fri 9', '"9" is not a span of time.'],
  ['Mon-Fri 25-26', '"25-26" is not a span of time.'],
  ['Mon-Fri 9-9', '"9-9" is not a span of time.'],
  ['Mon-Fri 9:60-17', '"9:60-17" is not a span of time.'],
  ['Mon-Fri 13pm-17', '"13pm-17" is not a span of time.'],
  ['Mon-Fri 9-5', '"9-5" would end on the day after. Write 9-17, 9am-5pm, or 09:00-05:00 for a night.'],
  ['Mon-Fri 10:00-6:30', '"10:00-6:30" would end on the day after. Write 9-17, 9am-5pm, or 09:00-05:00 for a night.'],
  ['Mon-Fri 9-12-17', '"9-12-17" is not a span of time.'],
  ['Funday 9-17', '"Funday" is not a day of the week.'],
  ['constructor 9-17', '"constructor" is not a day of the week.'],
  ['Mon-Tue-Wed 9-17', '"Mon-Tue-Wed" is not a day of the week.'],
])('refuses "%s" and says what to write', (text, reason) => {
  expect(parseWeeklyHours(text)).toEqual({
    ok: false,
    fault: `${reason} Write days and hours such as "Mon-Fri 9-17" or "Mon-Thu 9:00-12:30, 13-17; Fri 9-15".`,
  });
});

it.each([
  [office, 'Mon–Fri 09:00–17:00'],
  [{ ...office, sat: [['10:00', '14:00']] }, 'Mon–Fri 09:00–17:00; Sat 10:00–14:00'],
  [{ ...office, wed: [] }, 'Mon–Tue 09:00–17:00; Thu–Fri 09:00–17:00'],
  [weekdays(['09:00', '12:00'], ['13:00', '17:00']), 'Mon–Fri 09:00–12:00, 13:00–17:00'],
  [{}, 'closed'],
] as const)('shows %j as "%s"', (weekly, text) => {
  expect(formatWeeklyHours(weekly)).toBe(text);
});

it('what is shown can be typed again', () => {
  fc.assert(
    fc.property(scene, ({ calendar }) => {
      const text = formatWeeklyHours(calendar.weekly);
      fc.pre(text !== 'closed');
      const read = parseWeeklyHours(text);
      expect(read.ok && formatWeeklyHours(read.weekly)).toBe(text);
    }),
  );
});

it('whatever is typed gets hours that can be checked, or a sentence', () => {
  const typed = fc.array(
    fc.constantFrom('Mon', 'Fri', '-', ' ', ',', '9', '17', ':30', 'to', 'closed', 'pm', ';', '24', '0'),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        typed.map((words) => words.join('')),
        fc.string(),
      ),
      (text) => {
        const read = parseWeeklyHours(text);
        if (!read.ok) expect(read.fault).toMatch(/Write days and hours/);
        else
          expect(checkCalendar({ zone: 'UTC', weekly: read.weekly, dates: {} }, 0).join(' ')).not.toMatch(
            /is not a time|ends when/,
          );
      },
    ),
  );
});
