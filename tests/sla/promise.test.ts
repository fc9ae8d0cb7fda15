import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { deadlines, endOf, lateFrom } from '../../src/sla/promise.ts';
import { at } from '../core/cases.ts';
import { runningClock, version } from './samples.ts';

describe('the deadlines of a promise', () => {
  it.each([
    ['inside the day', '2026-03-02T10:00Z', '2026-03-02T10:45Z', '2026-03-02T11:00Z'],
    ['over the weekend', '2026-03-06T16:30Z', '2026-03-09T09:15Z', '2026-03-09T09:30Z'],
    [
      'B11: of a lead that arrives at night begin in the morning',
      '2026-03-02T22:00Z',
      '2026-03-03T09:45Z',
      '2026-03-03T10:00Z',
    ],
    [
      '2.1.7: with the warning at the end of the day before',
      '2026-03-02T16:10Z',
      '2026-03-02T16:55Z',
      '2026-03-03T09:10Z',
    ],
  ])('%s', (_rule, arrival, warnAt, dueAt) => {
    expect(deadlines(runningClock({ startedAt: at(arrival) }))).toEqual({ dueAt: at(dueAt), warnAt: at(warnAt) });
  });

  it.each([
    ['0: nobody wants one', 0],
    ['as long as the promise: it would come with the lead', HOUR],
    ['longer than the promise', 2 * HOUR],
  ])('2.1.7: have no warning of %s', (_why, warning) => {
    expect(deadlines(runningClock({ policy: version({ warning }) })).warnAt).toBeUndefined();
  });
});

describe('the end of a promise', () => {
  const clock = runningClock({ startedAt: at('2026-03-02T10:00Z'), dueAt: at('2026-03-02T11:00Z') });

  it.each([
    ['before the due time is in time', clock.dueAt - MINUTE, 'met'],
    ['B1: exactly at the due time is in time', clock.dueAt, 'met'],
    ['a millisecond after it is late', clock.dueAt + 1, 'met-late'],
  ])('%s', (_rule, moment, state) => {
    expect(endOf(clock, moment)).toEqual({ state, worked: moment - clock.startedAt });
  });

  it('is measured in working time', () => {
    expect(endOf(clock, at('2026-03-03T09:30Z'))).toEqual({ state: 'met-late', worked: 7 * HOUR + 30 * MINUTE });
  });

  it('lateness begins strictly after the due time', () => {
    expect(lateFrom(clock.dueAt)).toBe(clock.dueAt + 1);
  });
});
