import { expect, it, vi } from 'vitest';
import { createPatience } from '../../playground/server/patience.ts';
import { createTimers } from '../../playground/server/timers.ts';
import { realNow } from '../../playground/steered-clock.ts';

/** Keeps the processor, or the processor from us, for so long. */
const work = (ms: number) => {
  const until = realNow() + ms;
  while (realNow() < until);
};
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it('waits as long as it should, and not at all when it is called off', async () => {
  const timers = createTimers();
  const patience = createPatience(timers);
  const [begun, gaveUp, calledOff] = [realNow(), vi.fn(), vi.fn()];
  patience.after(80, calledOff)();
  patience.after(80, gaveUp);
  await expect.poll(() => gaveUp.mock.calls.length).toBe(1);
  expect(realNow() - begun).toBeGreaterThanOrEqual(80);
  expect(calledOff).not.toHaveBeenCalled();
  timers.stop();
});

it('does not count what the machine kept from this process, and counts what it did itself', async () => {
  const timers = createTimers();
  const patience = createPatience(timers);
  const gaveUp = vi.fn();
  patience.after(400, gaveUp);
  await timers.pause(1);
  standStill(500);
  await timers.pause(30);
  expect(gaveUp).not.toHaveBeenCalled();
  work(500);
  await timers.pause(30);
  // On a busy machine half a second of the clock is less of a processor.
  await expect.poll(() => gaveUp.mock.calls.length).toBe(1);
  timers.stop();
});
