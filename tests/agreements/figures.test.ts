import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPromise } from '../../src/agreements/agreement.ts';
import { type FirstContact, figuresOf, lacksReason, type Rejection } from '../../src/agreements/figures.ts';
import type { ArrivedLead } from '../../src/agreements/gaps.ts';
import type { Demand } from '../../src/core/demands.ts';
import { MINUTE } from '../../src/core/instants.ts';
import { STAGES } from '../../src/core/lead-stages.ts';
import { campaignPromise } from './samples.ts';

const NOW = 1_000_000;

const DEMANDS: readonly Demand[] = [
  { stage: 'new', field: 'phone', team: 'marketing' },
  { stage: 'new', field: 'region', team: 'sales' },
  { stage: 'qualified', field: 'score', team: 'marketing' },
];
const PROMISES = [campaignPromise(), campaignPromise({ owner: 'UMOE', campaigns: ['Fair'] })];

const arrivals: fc.Arbitrary<ArrivedLead> = fc.record({
  id: fc.uuid(),
  number: fc.nat(),
  name: fc.constant('#1 Acme'),
  stage: fc.constantFrom(...STAGES),
  fields: fc.record(
    { campaign: fc.constantFrom('Spring demo', 'FAIR', 'Other'), phone: fc.constant('1'), score: fc.constant(1) },
    { requiredKeys: [] },
  ),
  addedBy: fc.constantFrom(undefined, 'UMIA', 'UANN'),
});

const contacts: fc.Arbitrary<FirstContact> = fc.record({
  leadId: fc.uuid(),
  cycle: fc.constantFrom(1, 2),
  state: fc.constantFrom('running', 'met', 'late', 'met-late', 'cancelled'),
  dueAt: fc.constantFrom(NOW - 1, NOW, NOW + 1),
  worked: fc.constantFrom(undefined, MINUTE, 5 * MINUTE, 9 * MINUTE),
});

const rejections: fc.Arbitrary<Rejection> = fc.record({
  leadId: fc.uuid(),
  reason: fc.constantFrom('other', 'no-need'),
  heldFor: fc.constantFrom(undefined, 0, 2 * MINUTE - 1, 2 * MINUTE),
});

const isMarketings = ({ addedBy }: ArrivedLead): boolean => addedBy !== 'UANN';

describe('both promises in numbers', () => {
  it('are what a slow count of each lead comes to', () => {
    fc.assert(
      fc.property(fc.array(arrivals), fc.array(contacts), fc.array(rejections), (arrived, clocks, given) => {
        const week = {
          promises: PROMISES,
          demands: DEMANDS,
          arrived,
          isMarketings,
          contacts: clocks,
          rejections: given,
          now: NOW,
        };
        expect(figuresOf(week)).toEqual(counted(arrived, clocks, given));
      }),
      { numRuns: 300 },
    );
  });

  it('a lead that nobody called counts as slowest, and one that still has time doesn’t count', () => {
    const stands = (state: string, worked?: number): FirstContact => ({
      leadId: 'l',
      cycle: 1,
      state,
      dueAt: NOW,
      worked,
    });
    const figures = (...all: FirstContact[]) =>
      figuresOf({ promises: [], demands: [], arrived: [], isMarketings, contacts: all, rejections: [], now: NOW })
        .sales;
    expect(figures()).toEqual({ decided: 0, inTime: 0, median: undefined });
    expect(figures(stands('met', MINUTE), stands('late'), stands('running'))).toMatchObject({ decided: 2, inTime: 1 });
    expect(figures(stands('met', MINUTE), stands('late'), stands('late')).median).toBeUndefined();
    expect(figures(stands('met', MINUTE), stands('met-late', 3 * MINUTE)).median).toBe(2 * MINUTE);
  });

  it.each([
    [0, 0, false],
    [1, 10, false],
    [1, 9, true],
    [2, 10, true],
    [5, 51, false],
  ])('%i of %i without a reason of their own: a reason is missing: %s', (other, all, lacks) => {
    expect(lacksReason({ other, all })).toBe(lacks);
  });
});

/** The same numbers, one lead and one rule at a time. */
function counted(arrived: readonly ArrivedLead[], clocks: readonly FirstContact[], given: readonly Rejection[]) {
  const figures = {
    marketing: PROMISES.map((promise: CampaignPromise) => ({ promise, arrived: 0, complete: 0, returned: 0 })),
    unpromised: 0,
    sales: { decided: 0, inTime: 0, median: undefined as number | undefined },
    rejected: 0,
    hasty: 0,
  };
  for (const lead of arrived) {
    if (lead.addedBy === 'UANN') continue;
    const campaign = lead.fields.campaign?.toLowerCase();
    const its =
      campaign === 'spring demo' ? figures.marketing[0] : campaign === 'fair' ? figures.marketing[1] : undefined;
    if (its === undefined) figures.unpromised += 1;
    else {
      its.arrived += 1;
      if ('phone' in lead.fields && lead.fields.phone !== undefined) its.complete += 1;
      if (lead.stage === 'rejected') its.returned += 1;
    }
  }
  const waits: number[] = [];
  for (const { cycle, state, dueAt, worked } of clocks) {
    if (cycle !== 1 || state === 'cancelled' || (state === 'running' && dueAt >= NOW)) continue;
    figures.sales.decided += 1;
    if (state === 'met') figures.sales.inTime += 1;
    waits.push(worked ?? 1e15);
  }
  waits.sort((a, b) => a - b);
  while (waits.length > 2) {
    waits.shift();
    waits.pop();
  }
  const sum = waits.reduce((all, wait) => all + wait, 0) / Math.max(waits.length, 1);
  figures.sales.median = waits.length === 0 || sum > 1e12 ? undefined : sum;
  for (const { heldFor } of given) {
    figures.rejected += 1;
    if (heldFor === 0 || heldFor === 2 * MINUTE - 1) figures.hasty += 1;
  }
  return figures;
}
