import { describe, expect, it } from 'vitest';
import type { ReasonKey } from '../../src/core/lead-reasons.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import { shelfYield } from '../../src/leads/pausing/shelf-yield.ts';
import { event, lead, NOW } from './samples.ts';

const { stage, firstContactAt, value } = lead();
const before = { stage, firstContactAt, reason: undefined, returnsAt: undefined, value };
const putOff = (reason: ReasonKey): LeadChange => ({
  kind: 'rejected',
  reason,
  detail: undefined,
  note: undefined,
  returnsOn: '2026-03-02',
  returnsAt: NOW,
  isCounted: true,
  before,
});
const back: LeadChange = { kind: 'returned', to: 'UBEN', from: 'UBEN', round: 2 };
const qualified: LeadChange = { kind: 'qualified', before };
const won: LeadChange = { kind: 'won', value: undefined, helped: [], wrong: [], note: undefined, before };
const journal = (...changes: LeadChange[]) => changes.map((change, at) => event(at + 1, change, { at: NOW + at }));
const found = (...journals: LeadChange[][]) =>
  shelfYield(
    journals.map((one) => journal(...one)),
    NOW,
  );

describe('what the shelf yields', () => {
  it('counts each lead that came back for the reason of its last time, and how far it has come since', () => {
    const yields = found(
      [putOff('timing'), back],
      [putOff('timing'), back, qualified],
      [qualified, putOff('timing'), back, qualified, won],
      [putOff('timing'), back, putOff('no-budget'), back],
    );
    expect(yields).toEqual([
      { reason: 'timing', back: 3, qualified: 2, won: 1 },
      { reason: 'no-budget', back: 1, qualified: 0, won: 0 },
    ]);
  });

  it('leaves out what still waits, came back earlier, was taken back, or was overturned', () => {
    const overturned: LeadChange = { kind: 'overturned', rejection: 1, sales: 'UMAX', marketing: 'UMIA' };
    const undone: LeadChange = { kind: 'outcome-undone', seq: 3, isUntouched: true };
    expect(found([putOff('timing')], [putOff('timing'), overturned, back], [back])).toEqual([]);
    expect(shelfYield([journal(putOff('timing'), back)], NOW + 2)).toEqual([]);
    expect(found([putOff('timing'), back, won, undone])).toMatchObject([{ back: 1, won: 0 }]);
  });
});
