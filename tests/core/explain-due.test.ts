import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dueAt, nextOpening } from '../../src/core/business-hours.ts';
import { dueWords } from '../../src/core/due-words.ts';
import { explainDue } from '../../src/core/explain-due.ts';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { pausesAfter, scene, target } from './calendars.ts';
import { at, calendarNamed, weekdays } from './cases.ts';

it('the steps run from the start to the due time without holes, and what they count is the target', () => {
  const open = scene.filter(({ calendar, start }) => nextOpening(calendar, start + 8 * DAY) !== undefined);
  const paused = open.chain((base) => pausesAfter(base.start).map((pauses) => ({ ...base, pauses })));
  fc.assert(
    fc.property(paused, target, ({ calendar, start, pauses }, wanted) => {
      const { due, steps } = explainDue(calendar, start, wanted, pauses);
      expect(due).toBe(dueAt(calendar, start, wanted, pauses));
      let reached = start;
      let counted = 0;
      for (const step of steps) {
        expect(step.from).toBe(reached);
        expect(step.until).toBeGreaterThan(step.from);
        if (step.kind === 'counted') counted += step.until - step.from;
        reached = step.until;
      }
      expect(reached).toBe(due);
      expect(counted).toBe(wanted);
      expect(dueWords({ due, steps }, calendar.zone).length).toBeGreaterThan(2);
    }),
    { numRuns: 200 },
  );
});

it('every gap has its reason', () => {
  const calendar = {
    zone: 'UTC',
    weekly: { ...weekdays(['09:00', '12:00'], ['13:00', '17:00']), wed: [] },
    dates: { '2026-03-06': [] },
  } as const;
  const pause = { from: at('2026-03-03T15:00Z'), until: at('2026-03-03T16:00Z') };
  const { steps } = explainDue(calendar, at('2026-03-03T11:00Z'), 12 * HOUR, [pause]);
  expect(steps.map((step) => (step.kind === 'counted' ? 'counted' : step.reason))).toEqual([
    'counted',
    'break',
    'counted',
    'pause',
    'counted',
    'night', // Tuesday
    'closed', // Wednesday
    'night',
    'counted',
    'break',
    'counted',
    'night', // Thursday
    'holiday', // Friday
    'weekend',
    'night',
    'counted', // Monday
  ]);
});

it('where Sunday is worked, a free Friday is the weekend', () => {
  const hours = [['09:00', '17:00']] as const;
  const calendar = { zone: 'Asia/Dubai', weekly: { sun: hours, mon: hours, thu: hours }, dates: {} };
  const { steps } = explainDue(calendar, at('2026-03-05T12:30Z'), HOUR);
  expect(steps.flatMap((step) => (step.kind === 'skipped' ? [step.reason] : []))).toEqual([
    'night',
    'weekend',
    'night',
  ]);
});

it('X01: refuses what has no due time', () => {
  expect(() => explainDue(calendarNamed('utc-9-17'), 0, 0)).toThrow(RangeError);
});
