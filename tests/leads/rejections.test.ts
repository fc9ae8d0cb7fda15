import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import { rejectionsIn } from '../../src/leads/rejecting/rejections.ts';
import { event, lead, NOW } from './samples.ts';

const { stage, firstContactAt, reason, returnsAt, value } = lead();
const rejected = {
  kind: 'rejected',
  reason: 'other',
  detail: undefined,
  note: undefined,
  returnsOn: undefined,
  returnsAt: undefined,
  isCounted: true,
  before: { stage, firstContactAt, reason, returnsAt, value },
} as const;

/** A journal, an entry each minute from now on. */
const journal = (...changes: LeadChange[]) =>
  changes.map((change, at) => event(at + 1, change, { at: NOW + at * MINUTE }));

const ALWAYS = { from: 0, until: Number.POSITIVE_INFINITY };
const found = (...changes: LeadChange[]) => rejectionsIn(journal(...changes), ALWAYS).map(({ heldFor }) => heldFor);

describe('what was given up', () => {
  it('is measured from when whoever had it got it', () => {
    const received = { kind: 'received', by: 'form' } as const;
    const claimed = { kind: 'claimed' } as const;
    expect(found(received, rejected)).toEqual([undefined]);
    expect(found(received, claimed, rejected)).toEqual([MINUTE]);
    expect(found(received, claimed, { kind: 'contacted', how: 'reached' }, rejected)).toEqual([2 * MINUTE]);
    expect(found(received, claimed, { kind: 'assigned', to: 'UANN', from: 'UBEN' }, rejected)).toEqual([MINUTE]);
    const released = {
      kind: 'released',
      from: 'UBEN',
      since: NOW + MINUTE,
      stageBefore: 'new',
      reason: undefined,
    } as const;
    expect(found(received, claimed, released, rejected)).toEqual([undefined]);
    expect(found(received, claimed, released, { kind: 'release-undone', to: 'UBEN' }, rejected)).toEqual([3 * MINUTE]);
  });

  it('is not what was taken back', () => {
    expect(found(rejected, { kind: 'outcome-undone', seq: 1, isUntouched: true })).toEqual([]);
  });

  it('is not what a file tells was given up elsewhere, and is what was given up here since', () => {
    const imported = { kind: 'imported', importId: 'i1', row: 2, to: 'UANN', isContacted: false } as const;
    const told = { ...rejected, via: 'a file' };
    expect(found(imported, told)).toEqual([]);
    expect(found(imported, told, { kind: 'claimed' }, rejected)).toEqual([MINUTE]);
    expect(found({ kind: 'received', by: 'form' }, told)).toEqual([undefined]);
  });

  it('belongs to a window by its own moment, to the first and not to the last', () => {
    const events = journal(rejected);
    expect(rejectionsIn(events, { from: NOW, until: NOW + 1 })).toHaveLength(1);
    expect(rejectionsIn(events, { from: NOW - 1, until: NOW })).toHaveLength(0);
  });
});
