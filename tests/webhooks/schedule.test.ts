import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { holdUntil, nextTry } from '../../src/webhooks/schedule.ts';

const now = Date.parse('2026-03-04T09:00:00Z');

describe('when a delivery is tried again', () => {
  it('after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, and then it is given up', () => {
    const waits = Array.from({ length: 10 }, (_, at) => (nextTry(at + 1, now, 0) ?? Number.NaN) - now);
    const hours = [2, 5, 10, 14, 20, 24].map((hour) => hour * HOUR);
    expect(waits).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...hours, Number.NaN]);
  });

  it('a little later by chance, so that not all come back at once', () => {
    expect(nextTry(2, now, 0.5)).toBe(now + 5.5 * MINUTE);
    expect(nextTry(2, now, 1)).toBe(now + 6 * MINUTE);
  });
});

describe('what Retry-After asks for', () => {
  it.each([
    ['seconds', '120', now + 2 * MINUTE],
    ['a date', 'Wed, 04 Mar 2026 10:00:00 GMT', now + HOUR],
    ['more than a day', '999999', now + DAY],
    ['a date that has passed', 'Wed, 04 Mar 2026 08:00:00 GMT', undefined],
    ['nothing', '0', undefined],
    ['no time at all', 'soon', undefined],
    ['no header', undefined, undefined],
  ])('%s', (_, header, expected) => {
    expect(holdUntil(header, now)).toBe(expected);
  });
});
