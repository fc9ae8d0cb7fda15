import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { attainment } from '../../src/sla/attainment.ts';

const met = (minutes: number) => ({ worked: minutes * MINUTE, isInTime: true });
const late = (minutes: number) => ({ worked: minutes * MINUTE, isInTime: false });
const uncalled = { worked: undefined, isInTime: false };

describe('attainment', () => {
  it.each([
    ['of nothing says nothing', [], 0, 0, undefined],
    ['has the middle one as median', [met(10), late(90), met(20)], 3, 2, 20],
    ['has the mean of the middle two as median', [met(10), met(20), late(90), met(30)], 4, 3, 25],
    ['counts a lead that nobody called against us, as the slowest', [met(10), uncalled, met(20)], 3, 2, 20],
    ['has no median when half of the leads were never called', [met(10), uncalled], 2, 1, undefined],
    ['has no median when the middle one was never called', [met(10), uncalled, uncalled], 3, 1, undefined],
    ['of one lead is that lead', [late(61)], 1, 0, 61],
  ])('%s', (_rule, clocks, count, inTime, median) => {
    expect(attainment(clocks)).toEqual({ count, inTime, median: median === undefined ? undefined : median * MINUTE });
  });
});
