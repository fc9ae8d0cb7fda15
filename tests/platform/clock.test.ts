import { describe, expect, it } from 'vitest';
import { DAY, type Duration, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { createSteadyClock } from '../../src/platform/clock.ts';

const START = Date.parse('2026-03-04T09:00:00Z');

/** A machine whose three clocks a test moves, and what its steady clock has said of steps. */
function steady() {
  let [wall, awake, up] = [START, 500, 90 * SECOND];
  const clock = createSteadyClock({ wall: () => wall, awake: () => awake, up: () => up });
  const steps: Duration[] = [];
  clock.onStep((by) => steps.push(by));
  const pass = (ms: Duration) => {
    wall += ms;
    awake += ms;
    up += ms;
  };
  return {
    clock,
    steps,
    pass,
    sleep(ms: Duration) {
      wall += ms;
      up += ms;
    },
    set(by: Duration) {
      wall += by;
    },
    get wall() {
      return wall;
    },
  };
}

describe('a steady clock', () => {
  it.each([
    ['three hours ahead', 3 * HOUR],
    ['three hours back', -3 * HOUR],
    ['ten years ahead', 3_652 * DAY],
    ['ten years back', -3_652 * DAY],
  ])('goes on by the time that passes when the machine’s is set %s (row 27)', (_how, by) => {
    const it = steady();
    it.pass(MINUTE);
    expect(it.clock.now()).toBe(START + MINUTE);
    it.set(by);
    expect(it.clock.now()).toBe(START + MINUTE);
    it.pass(10 * MINUTE);
    expect(it.clock.now()).toBe(START + 11 * MINUTE);
    expect({ steps: it.steps, ahead: it.clock.ahead }).toEqual({ steps: [by], ahead: -by });
  });

  it('never goes back, whatever the machine’s is set to, and is right again when that one is (row 27)', () => {
    const it = steady();
    let last = it.clock.now();
    for (const by of [3 * HOUR, -HOUR, -9 * HOUR, 3_652 * DAY, -3_652 * DAY, 7 * HOUR]) {
      it.set(by);
      for (let at = 0; at < 5; at += 1) {
        it.pass(7 * SECOND);
        expect(it.clock.now()).toBeGreaterThan(last);
        last = it.clock.now();
      }
    }
    expect(it.clock.now()).toBe(it.wall);
    expect(it.clock.ahead).toBe(0);
  });

  it('takes the sleep of a machine for what it is: the time has passed (row 30)', () => {
    const it = steady();
    it.pass(MINUTE);
    it.sleep(3 * HOUR);
    it.pass(SECOND);
    expect(it.clock.now()).toBe(START + 3 * HOUR + MINUTE + SECOND);
    expect(it.steps).toEqual([]);
  });

  it('follows slow drift, for hours (row 27)', () => {
    const it = steady();
    for (let minutes = 0; minutes < 600; minutes += 1) {
      it.pass(61 * SECOND);
      it.set(5 * SECOND);
      expect(it.clock.now()).toBe(it.wall);
    }
    expect(it.steps).toEqual([]);
  });

  it('believes who knows better: the machine where it is right, and them where it is wrong', () => {
    const it = steady();
    it.set(3 * HOUR);
    expect(it.clock.now()).toBe(START);
    // It was set rightly: a virtual machine that was paused, or a first answer of the network's time.
    it.clock.correct(START + 3 * HOUR + 700);
    expect(it.clock.now()).toBe(START + 3 * HOUR);
    it.set(-20 * DAY);
    it.clock.correct(START + 3 * HOUR);
    expect(it.clock.now()).toBe(START + 3 * HOUR);
    // Known to a second only: it does not tremble.
    it.clock.correct(START + 3 * HOUR - SECOND);
    expect(it.clock.now()).toBe(START + 3 * HOUR);
  });

  it('sleeps until its own time, not the machine’s', async () => {
    const clock = createSteadyClock();
    const from = clock.now();
    await clock.sleepUntil(from + 30);
    expect(clock.now()).toBeGreaterThanOrEqual(from + 30);
    await clock.sleepUntil(from + HOUR, AbortSignal.abort());
  });
});
