import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { dutyBefore, leaveReason, readWish, wishText } from '../../src/leads/leaving/leave.ts';
import { NOW, promise } from './samples.ts';

const DUE = promise().dueAt;
const shelved = (returnsAt: number) => ({ returnsAt });
const open = { returnsAt: undefined };

describe('what a lead asks for before its owner is back', () => {
  it('a promise that falls due, and nothing if they are back by then', () => {
    expect(dutyBefore(open, promise(), DUE + 1)).toEqual({ at: DUE, what: 'first-contact' });
    expect(dutyBefore(open, promise(), DUE)).toBeUndefined();
    expect(dutyBefore(open, undefined, DUE)).toBeUndefined();
  });

  it('what is late asks now; what is kept, cancelled or only measured asks for nothing', () => {
    expect(dutyBefore(open, promise({ state: 'late' }), DUE + HOUR)).toEqual({ at: DUE, what: 'first-contact' });
    for (const quiet of [
      { state: 'met' },
      { state: 'met-late' },
      { state: 'cancelled' },
      { isAnnounced: false },
    ] as const)
      expect(dutyBefore(open, promise(quiet), DUE + HOUR), JSON.stringify(quiet)).toBeUndefined();
  });

  it('the first of several: another try, an outcome, or the end of a wait', () => {
    const further = [
      promise({ kind: 'outcome', dueAt: DUE + 3 * HOUR }),
      promise({ kind: 'follow-up', dueAt: DUE + 2 * HOUR, pausedUntil: DUE + HOUR }),
    ];
    const met = promise({ state: 'met', further });
    expect(dutyBefore(open, met, DUE + 9 * HOUR)).toEqual({ at: DUE + HOUR, what: 'waits' });
    expect(dutyBefore(open, met, DUE + HOUR)).toBeUndefined();
  });

  it('the day on which it comes back from the shelf', () => {
    expect(dutyBefore(shelved(NOW), undefined, NOW + MINUTE)).toEqual({ at: NOW, what: 'returns' });
    expect(dutyBefore(shelved(NOW), promise({ state: 'late' }), NOW)).toBeUndefined();
  });
});

it('the next one reads until when who had it is away', () => {
  expect(leaveReason({ untilOn: '2026-03-06' })).toBe('away until Fri 6 Mar');
});

describe('what a list carries', () => {
  it('comes back as it went', () => {
    for (const wish of [
      { leaveId: 'a1', page: 0, kept: [] },
      { leaveId: 'a1', page: 3, kept: [12, 7] },
    ])
      expect(readWish(wishText(wish))).toEqual(wish);
    expect(readWish('a1')).toEqual({ leaveId: 'a1', page: 0, kept: [] });
    expect(readWish('')).toBeUndefined();
    expect(readWish('a1 b2')).toBeUndefined();
  });

  it('fits into a view, however many are kept', () => {
    const kept = Array.from({ length: 999 }, (_, at) => 1_000_000 + at);
    expect(wishText({ leaveId: crypto.randomUUID(), page: 99, kept }).length).toBeLessThan(2_900);
  });
});
