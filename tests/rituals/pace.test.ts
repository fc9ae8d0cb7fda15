import { describe, expect, it } from 'vitest';
import { HOUR, type Instant } from '../../src/core/instants.ts';
import { createPace } from '../../src/rituals/pace.ts';
import { steeredClock } from '../support/steered-clock.ts';

const START = 1_000_000;
const PACE = 200;

function paced() {
  const clock = steeredClock(START);
  const { turnOf } = createPace(PACE);
  /** Who goes now, and when the others are to come again, from the start on. */
  const turns = (...slots: string[]) =>
    slots.map((slot) => {
      const turn: Instant | undefined = turnOf(slot, clock.now());
      return turn === undefined ? 'now' : turn - START;
    });
  return { clock, turns };
}

describe('DEL-6: the pace of prompts and reminders', () => {
  it('lets three go at once and gives all others a turn of their own, which is kept for them', () => {
    const { clock, turns } = paced();
    expect(turns('a', 'b', 'c', 'd', 'e')).toEqual(['now', 'now', 'now', 600, 800]);
    clock.moveBy(400);
    // Nobody takes another's turn by coming first.
    expect(turns('f', 'd')).toEqual([1_000, 'now']);
  });

  it('holds up nobody who comes in their own time', () => {
    const { clock, turns } = paced();
    for (let count = 0; count < 10; count += 1) {
      expect(turns(`s${count}`)).toEqual(['now']);
      clock.moveBy(PACE);
    }
  });

  it('makes up for no more than two turns after all have been held up', () => {
    const { clock, turns } = paced();
    const all = Array.from({ length: 20 }, (_, place) => `s${place}`);
    turns(...all);
    clock.moveBy(HOUR / 2);
    expect(turns(...all.slice(3)).filter((turn) => turn === 'now')).toHaveLength(3);
  });

  it('begins anew when the clock is set back, and forgets turns for which nobody comes', () => {
    const { clock, turns } = paced();
    turns('a', 'b', 'c', 'd');
    clock.moveBy(-HOUR);
    expect(turns('d')).toEqual(['now']);
    turns('e', 'f', 'g');
    clock.moveBy(3 * HOUR);
    expect(turns('g')).toEqual(['now']);
  });

  it('is none where it is nothing', () => {
    const { turnOf } = createPace(0);
    expect(['a', 'b', 'c', 'd'].map((slot) => turnOf(slot, START))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
