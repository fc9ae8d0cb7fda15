import { describe, expect, it } from 'vitest';
import { isOnShift, nextShift } from '../../src/people/hours/shift.ts';
import { at } from '../core/cases.ts';
import { person } from './samples.ts';

const away = (fromOn: string, untilOn: string) => [{ fromOn, untilOn }];

describe('on shift', () => {
  // Berlin is one hour ahead of UTC in winter and two in summer.
  it.each([
    ['Monday before nine', '2026-03-02T07:59Z', false],
    ['Monday at nine', '2026-03-02T08:00Z', true],
    ['Monday just before five', '2026-03-02T15:59Z', true],
    ['Monday at five', '2026-03-02T16:00Z', false],
    ['Saturday noon', '2026-03-07T11:00Z', false],
    ['nine in summer time', '2026-03-30T07:00Z', true],
    ['eight in summer time', '2026-03-30T06:00Z', false],
  ])('%s: %s', (_when, moment, expected) => {
    expect(isOnShift(person(), [], at(moment))).toBe(expected);
  });

  it.each([
    ['the first day', '2026-03-02T10:00Z', false],
    ['the last day', '2026-03-04T10:00Z', false],
    ['the day after', '2026-03-05T10:00Z', true],
  ])('is nobody who is away, both days included: %s', (_when, moment, expected) => {
    expect(isOnShift(person(), away('2026-03-02', '2026-03-04'), at(moment))).toBe(expected);
  });

  it('an absence is counted in days of where the person is', () => {
    const inAuckland = person({ zone: 'Pacific/Auckland' });
    const sundayInUtc = at('2026-03-01T21:00Z');
    expect(isOnShift(inAuckland, [], sundayInUtc)).toBe(true);
    expect(isOnShift(inAuckland, away('2026-03-02', '2026-03-02'), sundayInUtc)).toBe(false);
  });

  it('somebody with hours of their own is on shift in those', () => {
    const early = person({ hours: { tue: [['06:00', '08:00']] } });
    expect(isOnShift(early, [], at('2026-03-03T06:30Z'))).toBe(true);
    expect(isOnShift(early, [], at('2026-03-03T09:30Z'))).toBe(false);
  });
});

describe('the next shift', () => {
  it.each([
    ['is now for those who are on shift', '2026-03-02T10:00Z', [], '2026-03-02T10:00Z'],
    ['is Monday morning on Friday evening', '2026-03-06T18:00Z', [], '2026-03-09T08:00Z'],
    ['is after the absence', '2026-03-02T10:00Z', away('2026-03-02', '2026-03-06'), '2026-03-09T08:00Z'],
  ])('%s', (_rule, moment, absences, expected) => {
    expect(nextShift(person(), absences, at(moment))).toBe(at(expected));
  });

  it('is never for somebody without hours', () => {
    expect(nextShift(person({ hours: {} }), [], at('2026-03-02T10:00Z'))).toBeUndefined();
  });
});
