import { describe, expect, it } from 'vitest';
import { shownFrom } from '../../src/erasure/privacy-blocks.ts';
import { forgottenBefore, nextNight } from '../../src/erasure/retention.ts';
import { at } from '../core/cases.ts';

const BERLIN = 'Europe/Berlin';

describe('for how long something is kept', () => {
  it.each([
    ['months of the calendar, not days', '2026-08-31T10:00Z', 6, 'UTC', '2026-02-28T00:00Z'],
    ['whole days of the office', '2026-03-10T23:30Z', 12, BERLIN, '2025-03-10T23:00Z'],
    ['over a leap day', '2028-02-29T12:00Z', 12, 'UTC', '2027-02-28T00:00Z'],
    ['over a change of the clock', '2026-07-01T10:00Z', 6, BERLIN, '2025-12-31T23:00Z'],
  ])('is counted in %s', (_, now, months, zone, before) => {
    expect(forgottenBefore(at(now), months, zone)).toBe(at(before));
  });
});

describe('the next night', () => {
  it.each([
    ['begins today while it is early', '2026-03-10T01:59Z', BERLIN, '2026-03-10T02:00Z'],
    ['is tomorrow’s from three o’clock on', '2026-03-10T02:00Z', BERLIN, '2026-03-11T02:00Z'],
    ['has a three o’clock when the clocks go forward at two', '2026-03-28T12:00Z', BERLIN, '2026-03-29T01:00Z'],
    ['has one three o’clock when they go back', '2026-10-24T12:00Z', BERLIN, '2026-10-25T02:00Z'],
  ])('%s', (_, now, zone, night) => {
    expect(nextNight(at(now), zone)).toBe(at(night));
  });
});

describe('what is ticked', () => {
  it('at once is not waited for, and what is ticked nowhere only the owner sees', () => {
    expect(shownFrom(['message', 'phone'], ['contactName', 'phone'])).toEqual({
      contactName: 'claimed',
      email: 'owner',
      phone: 'at-once',
      message: 'at-once',
    });
  });
});
