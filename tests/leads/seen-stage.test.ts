import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import type { Rejected } from '../../src/leads/change.ts';
import type { Stage } from '../../src/leads/lead.ts';
import { meantBy, reasonIn, type SeenStage, seenStage } from '../../src/leads/seen/seen-stage.ts';
import { event, lead, NOW, ownedBy } from './samples.ts';

const said = (stage: string, differing: Partial<SeenStage> = {}): SeenStage => ({
  kind: 'stage',
  stage,
  reason: undefined,
  detail: undefined,
  note: undefined,
  returnsOn: undefined,
  value: undefined,
  ...differing,
});

const sight = { via: 'HubSpot', happenedAt: NOW - MINUTE, by: undefined, now: NOW };
const bens = (stage: Stage) => lead({ stage, owner: ownedBy('UBEN'), lastEvent: 2 });
const journal = [event(1, { kind: 'received', by: 'form' }), event(2, { kind: 'claimed' })];
const NO_NEED: Rejected = {
  reason: 'no-need',
  detail: undefined,
  note: undefined,
  returnsOn: undefined,
  returnsAt: undefined,
  isCounted: true,
};

describe('words of other systems', () => {
  it.each([
    ['NEW', 'new'],
    ['marketingqualifiedlead', 'new'],
    ['IN_PROGRESS', 'accepted'],
    ['salesqualifiedlead', 'qualified'],
    ['OPEN_DEAL', 'opportunity'],
    ['Closed - Converted', 'qualified'],
    ['customer', 'customer'],
    ['Closed Lost', 'lost'],
    ['UNQUALIFIED', 'rejected'],
    ['Bad timing', 'recycled'],
  ])('%s is %s', (word, stage) => expect(meantBy(word)).toEqual({ kind: 'stage', stage }));

  it.each([
    ['ATTEMPTED_TO_CONTACT', 'no-answer'],
    ['CONNECTED', 'reached'],
    ['Working - Contacted', 'contacted'],
  ])('%s is a contact: %s', (word, how) => expect(meantBy(word)).toEqual({ kind: 'contact', how }));

  it('bad timing has said why; other reasons are read as somebody would type them', () => {
    expect(reasonIn(said('BAD_TIMING'))).toBe('timing');
    expect(reasonIn(said('Unqualified', { reason: 'No budget' }))).toBe('no-budget');
    expect(reasonIn(said('Unqualified', { reason: 'Because' }))).toBeUndefined();
  });
});

describe('a stage that another system tells', () => {
  it.each([
    ['Sales qualified lead', 'qualified', 'qualified'],
    ['Opportunity', 'deal', 'opportunity'],
    ['Customer', 'won', 'customer'],
  ])('%s is so here, and keeps the promise', (word, kind, stage) => {
    expect(seenStage(bens('contacted'), journal, said(word), sight, 'reason')).toMatchObject({
      to: { stage, firstContactAt: NOW - MINUTE, change: { kind, via: 'HubSpot' } },
    });
  });

  it('is so on a lead that nobody has claimed here, too', () => {
    expect(seenStage(lead(), [], said('SQL'), sight, 'reason')).toMatchObject({ to: { stage: 'qualified' } });
  });

  it('takes the worth of a deal with it', () => {
    const value = { amount: 9_000, currency: 'EUR' };
    expect(seenStage(bens('qualified'), journal, said('Deal', { value }), sight, 'reason')).toMatchObject({
      to: { stage: 'opportunity', value },
    });
  });

  it('gives a lead up with a complete reason, and else is a note that says what is missing', () => {
    const given = said('Unqualified', { reason: 'No need' });
    expect(seenStage(bens('contacted'), journal, given, sight, NO_NEED)).toMatchObject({
      to: { stage: 'rejected', reason: 'no-need', change: { kind: 'rejected' } },
    });
    for (const why of ['reason', 'details'] as const)
      expect(seenStage(bens('contacted'), journal, given, sight, why)).toMatchObject({
        to: { stage: 'contacted', firstContactAt: undefined, change: { kind: 'seen', what: 'stage', why } },
      });
  });

  it.each([
    ['Verticalised', 'accepted', 'word'],
    ['SQL', 'lost', 'closed'],
    ['SQL', 'opportunity', 'back'],
    ['Closed lost', 'contacted', 'not-qualified'],
  ] as const)('%s on a lead that is %s is a note, once: %s', (word, stage, why) => {
    const before = bens(stage);
    const decision = seenStage(before, journal, said(word), sight, 'reason');
    expect(decision).toMatchObject({ to: { stage, change: { kind: 'seen', value: word, why } } });
    if (decision.kind !== 'move') return;
    const noted = [...journal, event(3, decision.to.change)];
    expect(seenStage(before, noted, said(word), sight, 'reason')).toMatchObject({ why: { kind: 'known' } });
  });

  it.each([
    ['New', 'contacted'],
    ['In progress', 'new'],
    ['SQL', 'qualified'],
  ] as const)('%s is no news of a lead that is %s', (word, stage) => {
    expect(seenStage(bens(stage), journal, said(word), sight, 'reason')).toMatchObject({ why: { kind: 'known' } });
  });

  it('told late, or as an echo of what was undone here, changes nothing', () => {
    const before = {
      stage: 'accepted',
      firstContactAt: undefined,
      reason: undefined,
      returnsAt: undefined,
      value: undefined,
    } as const;
    const qualified = event(3, { kind: 'qualified', before }, { at: NOW - 5 * MINUTE });
    const undone = event(4, { kind: 'outcome-undone', seq: 3, isUntouched: true }, { at: NOW - 4 * MINUTE });
    const events = [...journal, qualified, undone];
    const late = { ...sight, happenedAt: NOW - 5 * MINUTE };
    expect(seenStage(bens('accepted'), events, said('SQL'), late, 'reason')).toMatchObject({
      why: { kind: 'outdated' },
    });
    expect(seenStage(bens('accepted'), events, said('SQL'), sight, 'reason')).toMatchObject({ why: { kind: 'known' } });
  });
});
