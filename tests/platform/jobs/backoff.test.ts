import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import { Transient } from '../../../src/platform/errors.ts';
import { retryAt } from '../../../src/platform/jobs/backoff.ts';
import { DEFAULT_JOB_TIMING } from '../../../src/platform/jobs/timing.ts';

const at = (failures: number, fraction: number, error: unknown = new Error('no')) =>
  retryAt(error, failures, 1_000, DEFAULT_JOB_TIMING, { bytes: () => new Uint8Array(), fraction: () => fraction }) -
  1_000;

describe('the wait before another try', () => {
  it.each([
    [1, 0, 0.5 * SECOND],
    [1, 1, SECOND],
    [2, 0.5, 1.5 * SECOND],
    [5, 0, 8 * SECOND],
    [9, 1, 256 * SECOND],
    [10, 1, 5 * MINUTE],
    [5_000, 1, 5 * MINUTE],
  ])('after failure %i with chance %d is %i ms', (failures, fraction, wait) => {
    expect(at(failures, fraction)).toBe(wait);
  });

  it('is what the other side asked for', () => {
    expect(at(3, 1, new Transient('wait', { retryAt: 31_000 }))).toBe(30 * SECOND);
  });

  it('is our own if the other side named a time that has passed', () => {
    expect(at(1, 1, new Transient('wait', { retryAt: 900 }))).toBe(SECOND);
  });
});
