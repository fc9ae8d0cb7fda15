import { describe, expect, it } from 'vitest';
import { change, drop, finish, free, keep, reopen } from '../../src/actions/transitions.ts';
import { ADA, ANA, action, BEN, DONE, DROPPED, MAX, MONDAY, SAM } from './samples.ts';

const kindOf = (decision: ReturnType<typeof finish> | ReturnType<typeof reopen> | ReturnType<typeof change>) =>
  decision.kind === 'move' ? decision.action.state : decision.why.kind;

describe('what becomes of an action', () => {
  it.each([
    ['its owner', ANA, 'done'],
    ['a manager', MAX, 'done'],
    ['an admin', ADA, 'done'],
    ['a colleague', BEN, 'not-yours'],
    ['somebody of no team', SAM, 'not-yours'],
  ])('%s says that it is done', (_who, viewer, expected) => {
    expect(kindOf(finish(action(), viewer, MONDAY))).toBe(expected);
  });

  it('what is nobody’s, anybody of the teams takes or settles, and nobody else', () => {
    const free = action({ owner: undefined });
    expect(kindOf(change(free, BEN, { owner: 'UBEN', dueOn: free.dueOn }))).toBe('open');
    expect(kindOf(finish(free, BEN, MONDAY))).toBe('done');
    expect(kindOf(change(free, SAM, { owner: 'USAM', dueOn: free.dueOn }))).toBe('not-yours');
  });

  it('is settled once, and open again with nothing of how it was settled', () => {
    expect(kindOf(finish(action(DONE), ANA, MONDAY))).toBe('done-already');
    expect(kindOf(drop(action(DONE), ANA, 'x', MONDAY))).toBe('done-already');
    expect(kindOf(keep(action(DROPPED), ANA, MONDAY))).toBe('dropped-already');
    const again = reopen(action(DROPPED), ANA);
    expect(again).toMatchObject({
      kind: 'move',
      action: { state: 'open', reason: undefined, settledBy: undefined, settledAt: undefined, lastEvent: 3 },
    });
    expect(kindOf(reopen(action(), ANA))).toBe('open-already');
  });

  it('whoever gets it is asked anew, whatever who had it last said', () => {
    const kept = action({ keptAt: MONDAY });
    expect(change(kept, ANA, { owner: 'UBEN', dueOn: kept.dueOn })).toMatchObject({ action: { keptAt: undefined } });
    expect(change(kept, ANA, { owner: 'UANA', dueOn: '2026-03-09' })).toMatchObject({
      action: { keptAt: MONDAY, dueOn: '2026-03-09' },
      change: { before: { owner: 'UANA', dueOn: '2026-03-06' } },
    });
    expect(kindOf(change(kept, ANA, kept))).toBe('noted-already');
  });

  it('PPL-1: is visibly nobody’s once who had it has left; what is settled keeps its name', () => {
    expect(free(action(), 'UANA')).toMatchObject({ action: { owner: undefined, state: 'open' } });
    expect(free(action(), 'UBEN')).toBeUndefined();
    expect(free(action(DONE), 'UANA')).toBeUndefined();
  });
});
