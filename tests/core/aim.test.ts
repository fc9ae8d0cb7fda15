import { describe, expect, it } from 'vitest';
import { type Aim, type Measurable, movementOf, type Reading } from '../../src/core/aim.ts';
import { MINUTE } from '../../src/core/instants.ts';

const window = { from: 0, until: 1 };
const share = (count: number, n: number): Reading => ({ ...window, n, count });
const time = (minutes: number | undefined, n = 20): Reading => ({
  ...window,
  n,
  count: n,
  ...(minutes !== undefined && { median: minutes * MINUTE }),
});
const IN_TIME: Measurable = { key: 'in-time', name: 'In time', unit: 'share', better: 'more' };
const LATE: Measurable = { key: 'late', name: 'Late', unit: 'share', better: 'less' };
const SPEED: Measurable = { key: 'speed', name: 'Time', unit: 'time', better: 'less' };
const aim = (baseline: Reading, target?: number): Aim => ({ metric: 'x', of: undefined, baseline, target });

describe('what has become of what an action is to move', () => {
  it.each([
    ['more is better', IN_TIME, aim(share(25, 41)), share(26, 37), 'better'],
    ['less is better', LATE, aim(share(25, 41)), share(26, 37), 'worse'],
    ['as people read it, it is the same', IN_TIME, aim(share(61, 100)), share(611, 1_000), 'same'],
    ['the target is reached', IN_TIME, aim(share(5, 10), 80), share(8, 10), 'reached'],
    ['a target that is not reached', IN_TIME, aim(share(5, 10), 80), share(7, 10), 'better'],
    ['a target downwards', LATE, aim(share(5, 10), 20), share(2, 10), 'reached'],
    ['a time in whole minutes', SPEED, aim(time(45), 30 * MINUTE), time(30.5), 'reached'],
    ['a time that grows', SPEED, aim(time(45)), time(50), 'worse'],
    ['a target of which nobody can tell', SPEED, aim(time(45), 30 * MINUTE), time(undefined), 'unknown'],
    ['RETRO-6: nine before', IN_TIME, aim(share(9, 9)), share(26, 37), 'unknown'],
    ['RETRO-6: nine since, also with a target', IN_TIME, aim(share(25, 41), 80), share(9, 9), 'unknown'],
  ])('%s', (_what, measured, of, since, expected) => {
    expect(movementOf(measured, of, since)).toBe(expected);
  });
});
