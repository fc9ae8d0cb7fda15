import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { scheduleFormOf } from '../../src/core/schedule-form.ts';
import { configOf, newSetup } from '../../src/pairings/setup.ts';
import { startersFor, type TalkedLead } from '../../src/pairings/starter.ts';

const form = newSetup('2026-03-04');
const who = { zone: 'Europe/Berlin', owners: ['UMAX'] };

describe('When people are paired', () => {
  it.each([
    ['every two weeks', form],
    ['monthly', { ...form, often: { kind: 'monthly' as const, nth: 1 as const } }],
    ['people by name', { ...form, people: ['UANN', 'UMIA'] }],
  ])('is read again as it was saved: %s', (_what, saved) => {
    expect(scheduleFormOf({ id: 'r1', config: configOf(saved, who) })).toEqual({ ...saved, ritualId: 'r1' });
  });

  it.each([
    ['weekly', 7],
    ['biweekly', 14],
    ['monthly', 28],
  ] as const)('is over before the next round, and asked about before that: %s', (kind, days) => {
    const often = kind === 'biweekly' ? form.often : kind === 'weekly' ? { kind } : { kind, nth: 1 as const };
    const { windowMs, remindBeforeMs = 0 } = configOf({ ...form, often }, who);
    expect(windowMs).toBeLessThan(days * DAY);
    expect(remindBeforeMs).toBeGreaterThan(0);
    expect(remindBeforeMs).toBeLessThan(windowMs);
  });
});

describe('What two begin with', () => {
  const lead = (id: string, rep: string, isSettled = false): TalkedLead => ({ id, rep, campaign: 'Spring', isSettled });

  it('is a lead of their seller, one that nobody had before, rather one of which it is known what became of it', () => {
    const leads = [lead('l1', 'UANN'), lead('l2', 'UANN', true), lead('l3', 'UBEN'), lead('l4', 'UBEN', true)];
    expect(startersFor([['UANN'], ['UBEN']], leads, new Set(['l4']), 's')).toEqual([
      { kind: 'lead', leadId: 'l2' },
      { kind: 'lead', leadId: 'l3' },
    ]);
  });

  it('is one lead for one pair, else the campaign of most leads, else nothing', () => {
    const shared = [lead('l1', 'UANN')];
    expect(startersFor([['UANN'], ['UANN']], shared, new Set(), 's')).toEqual([
      { kind: 'lead', leadId: 'l1' },
      { kind: 'campaign', campaign: 'Spring' },
    ]);
    expect(startersFor([['UANN']], [], new Set(), 's')).toEqual([undefined]);
  });
});
