import { describe, expect, it } from 'vitest';
import type { LeadChange } from '../../src/leads/change.ts';
import { movesIn } from '../../src/leads/figures/moves.ts';

const released = (from: string): LeadChange => ({
  kind: 'released',
  from,
  since: 0,
  stageBefore: 'accepted',
  reason: undefined,
});

const assigned = (from: string | undefined): LeadChange => ({ kind: 'assigned', to: 'UBEN', from });

const moves = (...entries: readonly (readonly [string, LeadChange])[]) =>
  movesIn(entries.map(([leadId, change]) => ({ leadId, change })));

describe('leads that go another way than on', () => {
  it('count once each, however often it happens to them', () => {
    const back: LeadChange = { kind: 'returned', to: undefined, from: 'UANN', round: 2 };
    expect(
      moves(
        ['a', released('UANN')],
        ['a', released('UBEN')],
        ['b', released('UANN')],
        ['a', assigned('UANN')],
        ['a', assigned('UMAX')],
        ['c', back],
      ),
    ).toEqual({ givenBack: 2, handedOn: 1, cameBack: 1 });
  });

  it('don’t, where that was taken back, and a lead that nobody had is not handed on', () => {
    const undone: LeadChange = { kind: 'release-undone', to: 'UANN' };
    expect(moves(['a', released('UANN')], ['a', undone], ['b', undone], ['c', assigned(undefined)])).toEqual({
      givenBack: 0,
      handedOn: 0,
      cameBack: 0,
    });
  });
});
