import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  dueAt,
  isOpen,
  nextOpening,
  type Span,
  warningAt,
  workedSpans,
  workingTime,
} from '../../src/core/business-hours.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { pausesAfter, scene, target } from './calendars.ts';
import { minuteOracle, minutesWorked } from './minute-oracle.ts';

const opensAtAll = ({ calendar, start }: { calendar: Parameters<typeof nextOpening>[0]; start: number }) =>
  nextOpening(calendar, start + 8 * DAY) !== undefined;
const openScene = scene.filter(opensAtAll);
const paused = openScene.chain((base) => pausesAfter(base.start).map((pauses) => ({ ...base, pauses })));

it('round trip: the working time until the due time is the target', () => {
  fc.assert(
    fc.property(paused, fc.integer({ min: 1, max: 60 * HOUR }), ({ calendar, start, pauses }, wanted) => {
      expect(workingTime(calendar, start, dueAt(calendar, start, wanted, pauses), pauses)).toBe(wanted);
    }),
    { numRuns: 400 },
  );
});

it('earliest: one millisecond before the due time, the target is not reached', () => {
  fc.assert(
    fc.property(paused, target, ({ calendar, start, pauses }, wanted) => {
      const due = dueAt(calendar, start, wanted, pauses);
      expect(workingTime(calendar, start, due - 1, pauses)).toBe(wanted - 1);
    }),
    { numRuns: 200 },
  );
});

it('monotonic: a later start or a longer target never falls due earlier', () => {
  fc.assert(
    fc.property(paused, target, target, ({ calendar, start, pauses }, wanted, more) => {
      const due = dueAt(calendar, start, wanted, pauses);
      expect(dueAt(calendar, start, wanted + more, pauses)).toBeGreaterThan(due);
      expect(dueAt(calendar, start + more, wanted, pauses)).toBeGreaterThanOrEqual(due);
    }),
    { numRuns: 200 },
  );
});

it('additive: working time over two neighbouring stretches is the sum, and going on from a due time is going on', () => {
  fc.assert(
    fc.property(paused, target, target, ({ calendar, start, pauses }, first, second) => {
      const middle = start + first;
      const end = middle + second;
      expect(workingTime(calendar, start, end, pauses)).toBe(
        workingTime(calendar, start, middle, pauses) + workingTime(calendar, middle, end, pauses),
      );
      const due = dueAt(calendar, start, first, pauses);
      expect(dueAt(calendar, due, second, pauses)).toBe(dueAt(calendar, start, first + second, pauses));
    }),
    { numRuns: 200 },
  );
});

it('a pause outside hours changes nothing', () => {
  fc.assert(
    fc.property(openScene, target, ({ calendar, start }, wanted) => {
      const due = dueAt(calendar, start, wanted);
      const closed: Span[] = [];
      let reached = start;
      for (const span of workedSpans(calendar, start, [], due + DAY)) {
        closed.push({ from: reached, until: span.from });
        reached = span.until;
      }
      expect(dueAt(calendar, start, wanted, closed)).toBe(due);
    }),
    { numRuns: 100 },
  );
});

it('pauses may come in any order, overlap and repeat', () => {
  fc.assert(
    fc.property(paused, target, ({ calendar, start, pauses }, wanted) => {
      const due = dueAt(calendar, start, wanted, pauses);
      expect(dueAt(calendar, start, wanted, [...pauses.toReversed(), ...pauses])).toBe(due);
    }),
    { numRuns: 100 },
  );
});

it('open spans are in order, disjoint and open at both ends', () => {
  fc.assert(
    fc.property(openScene, ({ calendar, start }) => {
      let reached = start;
      for (const { from, until } of workedSpans(calendar, start, [], start + 9 * DAY)) {
        expect(from).toBeGreaterThanOrEqual(reached);
        expect(until).toBeGreaterThan(from);
        expect(isOpen(calendar, from) && isOpen(calendar, until - 1)).toBe(true);
        reached = until;
      }
    }),
    { numRuns: 100 },
  );
});

it('a warning comes before the due time, by the lead in working time', () => {
  fc.assert(
    fc.property(openScene, target, target, ({ calendar, start }, wanted, lead) => {
      const warning = warningAt(calendar, start, wanted, lead);
      if (lead >= wanted) expect(warning).toBeUndefined();
      else expect(workingTime(calendar, warning ?? 0, dueAt(calendar, start, wanted))).toBe(lead);
    }),
    { numRuns: 100 },
  );
});

it('agrees with a count of minutes on the wall', () => {
  fc.assert(
    fc.property(paused, fc.integer({ min: 1, max: 16 * 60 }), ({ calendar, start, pauses }, minutes) => {
      const end = start + 7 * DAY;
      const open = minuteOracle(calendar, start, end);
      expect(workingTime(calendar, start, end, pauses) / MINUTE).toBe(
        minutesWorked(open, { from: start, until: end }, pauses),
      );
      const due = dueAt(calendar, start, minutes * MINUTE, pauses);
      if (due <= end) expect(minutesWorked(open, { from: start, until: due }, pauses)).toBe(minutes);
      expect(isOpen(calendar, start)).toBe(open(start));
    }),
    { numRuns: 80 },
  );
});

it('a calendar that is asked again and again answers for each moment by itself, in whatever order', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(scene, moments, ({ calendar, start }, minutes) => {
      const open = minuteOracle(calendar, start, start + 4 * DAY);
      for (const at of minutes.map((minute) => start + minute * MINUTE)) expect(isOpen(calendar, at)).toBe(open(at));
    }),
    { numRuns: 40 },
  );
});
