import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eachInTurn, startTicker } from '../../../src/platform/jobs/ticker.ts';

const log = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });

function atNoon() {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 30) });
  onTestFinished(() => void vi.useRealTimers());
}

describe('the ticker', () => {
  it('sweeps at every full minute until it is stopped', async () => {
    atNoon();
    const sweep = vi.fn(async () => {});
    const stop = startTicker(sweep, log());
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sweep).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(122_000);
    expect(sweep).toHaveBeenCalledTimes(3);
    await stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sweep).toHaveBeenCalledTimes(3);
  });

  it('does one thing after the other; what fails is reported and keeps none of the others from its work', async () => {
    const said = log();
    const error = new Error('away');
    const done: string[] = [];
    await eachInTurn(
      [
        async () => done.push('first'),
        () => Promise.reject(error),
        () => {
          throw error;
        },
        async () => done.push('last'),
      ],
      said,
    );
    expect(done).toEqual(['first', 'last']);
    expect(said.error.mock.calls).toEqual([
      ['ticker.sweep-failed', { error }],
      ['ticker.sweep-failed', { error }],
    ]);
  });
});
