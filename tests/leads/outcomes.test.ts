import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import type { Lead, Progress, Stage } from '../../src/leads/lead.ts';
import { latestOutcome } from '../../src/leads/outcomes/outcome-text.ts';
import * as outcomes from '../../src/leads/outcomes/outcomes.ts';
import * as transitions from '../../src/leads/transitions.ts';
import { event, lead, NOW, ownedBy } from './samples.ts';

const ben = { id: 'UBEN', managesSales: false };
const ann = { id: 'UANN', managesSales: false };
const boss = { id: 'UBOSS', managesSales: true };
const LESSON = { helped: ['demo'], wrong: [], note: undefined };
const EUR = { amount: 12_000, currency: 'EUR' };
const REJECTED = {
  reason: 'no-budget',
  detail: undefined,
  note: 'Budget in Q3',
  returnsOn: '2026-06-01',
  returnsAt: NOW + 90 * 24 * 60 * MINUTE,
  isCounted: true,
} as const;
const bens = (stage: Stage, more: Partial<Lead> = {}) => lead({ stage, owner: ownedBy('UBEN'), lastEvent: 3, ...more });
const refused = (why: object) => ({ kind: 'refuse', why });

type Wish = (of: Lead, by?: transitions.Worker) => transitions.Decision<unknown>;
const wishes: Record<string, Wish> = {
  qualify: (of, by = ben) => outcomes.qualify(of, by, NOW),
  'open a deal': (of, by = ben) => outcomes.openDeal(of, by, EUR, NOW),
  win: (of, by = ben) => outcomes.win(of, by, { ...LESSON, value: EUR }, NOW),
  reject: (of, by = ben) => outcomes.reject(of, by, REJECTED, NOW),
};

describe.each(Object.entries(wishes))('to %s', (_name, wish) => {
  it.each<Stage>(['new', 'accepted', 'contacted'])(
    'is for the owner and the managers of sales while it is %s',
    (stage) => {
      expect(wish(bens(stage)).kind).toBe('move');
      expect(wish(bens(stage), boss)).toMatchObject({ kind: 'move', to: { by: 'UBOSS', owner: { personId: 'UBEN' } } });
      expect(wish(bens(stage), ann)).toEqual(refused({ kind: 'not-yours', owner: 'UBEN' }));
    },
  );

  it.each<Stage>(['customer', 'lost', 'rejected', 'recycled'])('finds one that is %s closed', (stage) => {
    expect(wish(bens(stage))).toEqual(refused({ kind: 'closed', stage }));
  });

  it('2.1.13: answers the prospect, unless somebody had contacted them before', () => {
    expect(wish(bens('accepted'))).toMatchObject({ to: { firstContactAt: NOW } });
    expect(wish(bens('contacted', { firstContactAt: 5 }))).toMatchObject({ to: { firstContactAt: 5 } });
  });

  it('can be taken back within the minute, and everything is as it was', () => {
    const before = bens('contacted', { firstContactAt: 5, value: { amount: 1, currency: 'PLN' } });
    const decision = wish(before);
    if (decision.kind === 'refuse') throw new Error('Refused');
    const { change, by, ...standing } = decision.to;
    const after = { ...before, ...standing, lastEvent: 4 };
    const said = event(4, change, { at: NOW, by });
    const { stage, firstContactAt, reason, returnsAt, value, owner, round } = before;
    expect(outcomes.undoOutcome(after, { said, isNewest: true }, 'UBEN', NOW + MINUTE, MINUTE)).toEqual({
      kind: 'move',
      to: {
        stage,
        firstContactAt,
        reason,
        returnsAt,
        value,
        owner,
        round,
        change: { kind: 'outcome-undone', seq: 4, isUntouched: false, isSpokenTo: true, saidAt: said.at },
        by: 'UBEN',
      },
    });
    const tooLate = refused({ kind: 'too-late' });
    expect(outcomes.undoOutcome(after, { said, isNewest: true }, 'UBEN', NOW + MINUTE + 1, MINUTE)).toEqual(tooLate);
    expect(outcomes.undoOutcome(after, { said, isNewest: true }, 'UANN', NOW, MINUTE)).toEqual(tooLate);
    expect(outcomes.undoOutcome({ ...after, lastEvent: 5 }, { said, isNewest: false }, 'UBEN', NOW, MINUTE)).toEqual(
      tooLate,
    );
    const claimed = { said: event(4, { kind: 'claimed' }, { at: NOW }), isNewest: true };
    expect(outcomes.undoOutcome(after, claimed, 'UBEN', NOW, MINUTE)).toEqual(tooLate);
  });
});

describe('an outcome', () => {
  it('of a lead that nobody has needs a claim first; only managers give one up without', () => {
    for (const wish of Object.values(wishes)) expect(wish(lead())).toEqual(refused({ kind: 'not-claimed' }));
    expect(outcomes.reject(lead(), boss, REJECTED, NOW)).toMatchObject({ to: { stage: 'recycled', owner: undefined } });
    expect(outcomes.qualify(lead(), boss, NOW)).toEqual(refused({ kind: 'not-claimed' }));
  });

  it('goes from qualified over a deal to a customer, and what it is worth stays', () => {
    expect(wishes.qualify?.(bens('contacted'))).toMatchObject({ to: { stage: 'qualified', value: undefined } });
    expect(wishes.qualify?.(bens('qualified'))).toEqual(refused({ kind: 'noted-already' }));
    expect(wishes['open a deal']?.(bens('qualified'))).toMatchObject({ to: { stage: 'opportunity', value: EUR } });
    expect(wishes['open a deal']?.(bens('opportunity', { value: EUR }))).toEqual(refused({ kind: 'noted-already' }));
    expect(outcomes.openDeal(bens('opportunity', { value: EUR }), ben, undefined, NOW)).toMatchObject({
      to: { stage: 'opportunity', value: undefined },
    });
    expect(wishes.win?.(bens('opportunity'))).toMatchObject({ to: { stage: 'customer', value: EUR } });
  });

  it('only what was qualified can be lost: anything else is given up for a reason', () => {
    const lose = (stage: Stage) => outcomes.lose(bens(stage), ben, LESSON, NOW);
    for (const stage of ['new', 'accepted', 'contacted'] as const) {
      expect(lose(stage)).toEqual(refused({ kind: 'not-qualified' }));
    }
    for (const stage of ['qualified', 'opportunity'] as const) {
      expect(lose(stage)).toMatchObject({ to: { stage: 'lost', owner: { personId: 'UBEN' } } });
    }
  });

  it('is the newest that was not taken back', () => {
    const before: Progress = {
      stage: 'contacted',
      firstContactAt: 5,
      reason: undefined,
      returnsAt: undefined,
      value: undefined,
    };
    const qualified: LeadChange = { kind: 'qualified', before };
    const deal: LeadChange = { kind: 'deal', value: EUR, before };
    const undone: LeadChange = { kind: 'outcome-undone', seq: 3, isUntouched: false };
    expect(latestOutcome([event(1, { kind: 'claimed' })])).toBeUndefined();
    expect(latestOutcome([event(2, qualified), event(3, deal)])?.seq).toBe(3);
    expect(latestOutcome([event(2, qualified), event(3, deal), event(4, undone)])?.seq).toBe(2);
  });
});

describe('a lead on the shelf', () => {
  const shelved = bens('recycled', { firstContactAt: 5, reason: 'no-budget', returnsAt: NOW, value: EUR });

  it('keeps its owner, and comes back to them anew', () => {
    expect(outcomes.reject(bens('contacted'), ben, REJECTED, NOW)).toMatchObject({
      to: { stage: 'recycled', reason: 'no-budget', returnsAt: REJECTED.returnsAt, owner: { personId: 'UBEN' } },
    });
    expect(outcomes.comeBack(shelved, 'UBEN', NOW)).toEqual({
      kind: 'move',
      to: {
        change: { kind: 'returned', to: 'UBEN', from: 'UBEN', round: 2 },
        by: undefined,
        stage: 'new',
        owner: { personId: 'UBEN', since: NOW, event: 4 },
        round: 2,
        firstContactAt: undefined,
        reason: undefined,
        returnsAt: undefined,
        value: EUR,
      },
    });
  });

  it('comes back to everybody if nobody is named', () => {
    expect(outcomes.comeBack(shelved, undefined, NOW)).toMatchObject({ to: { stage: 'new', owner: undefined } });
  });

  it('is picked up by whom it came back to, once', () => {
    const back = bens('new', { round: 2 });
    expect(outcomes.pickUp(back, 'UBEN')).toMatchObject({ to: { stage: 'accepted', change: { kind: 'picked-up' } } });
    expect(outcomes.pickUp(back, 'UANN')).toEqual(refused({ kind: 'not-yours', owner: 'UBEN' }));
    expect(outcomes.pickUp(bens('accepted', { round: 2 }), 'UBEN')).toEqual(refused({ kind: 'already-yours' }));
    expect(outcomes.pickUp(lead({ round: 2 }), 'UBEN')).toEqual(refused({ kind: 'not-claimed' }));
  });

  it.each<Stage>(['recycled', 'rejected', 'lost'])(
    'or one that is %s is opened again by whoever may end it',
    (stage) => {
      const ended = { ...shelved, stage };
      expect(outcomes.reopen(ended, ben, NOW)).toMatchObject({
        to: { stage: 'accepted', round: 2, owner: { personId: 'UBEN', event: 4 }, change: { kind: 'returned' } },
      });
      expect(outcomes.reopen({ ...ended, owner: undefined }, boss, NOW)).toMatchObject({
        to: { owner: { personId: 'UBOSS' } },
      });
      expect(outcomes.reopen(ended, ann, NOW)).toEqual(refused({ kind: 'not-yours', owner: 'UBEN' }));
    },
  );

  it('an open one needs no opening, and a customer stays one', () => {
    expect(outcomes.reopen(bens('contacted'), ben, NOW)).toEqual(refused({ kind: 'noted-already' }));
    expect(outcomes.reopen(bens('customer'), ben, NOW)).toEqual(refused({ kind: 'closed', stage: 'customer' }));
  });

  it.each<Stage>(['rejected', 'recycled', 'lost', 'customer'])(
    'or one that is %s is nobody’s to claim or give back',
    (stage) => {
      const why = refused({ kind: 'closed', stage });
      expect(transitions.claim(lead({ stage }), 'UANN', NOW)).toEqual(why);
      expect(transitions.release(bens(stage), ben, 'x', NOW, MINUTE)).toEqual(why);
    },
  );
});
