import { expect, it } from 'vitest';
import { createSteeredClock } from '../../playground/steered-clock.ts';

const noon = Date.UTC(2026, 10, 20, 12);

it('flows from the chosen instant', async () => {
  const clock = createSteeredClock({ startAt: noon });
  await clock.sleepUntil(noon + 30);
  expect(clock.now()).toBeGreaterThanOrEqual(noon + 30);
  expect(clock.now()).toBeLessThan(noon + 5_000);
});

it('wakes those whose time has come by a jump, in order, and nobody else', async () => {
  const clock = createSteeredClock({ startAt: noon, frozen: true });
  const woken: string[] = [];
  const late = clock.sleepUntil(noon + 2_000).then(() => woken.push('late'));
  const early = clock.sleepUntil(noon + 1_000).then(() => woken.push('early'));
  const abort = new AbortController();
  const never = clock.sleepUntil(noon + 1e9, abort.signal).then(() => woken.push('aborted'));
  clock.advance(2_000);
  await Promise.all([late, early]);
  expect(woken).toEqual(['early', 'late']);
  abort.abort();
  await never;
  clock.jumpTo(noon - 5_000);
  expect(clock.now()).toBe(noon - 5_000);
  await clock.sleepUntil(noon - 6_000);
});
