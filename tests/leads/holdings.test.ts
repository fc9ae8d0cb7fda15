import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import { holdingsOf } from '../../src/leads/figures/holdings.ts';
import { at } from '../core/cases.ts';
import { OFFICE } from '../sla/samples.ts';
import { event, promise } from './samples.ts';

/** A Monday; the office is open from nine to five. */
const on = (time: string) => at(`2026-03-02T${time}Z`);
const happened = (seq: number, time: string, change: LeadChange, by = 'UANN') =>
  event(seq, change, { at: on(time), by });
const released = { kind: 'released', from: 'UANN', since: on('10:00'), stageBefore: 'accepted', reason: 'x' } as const;
const held = (...events: Parameters<typeof holdingsOf>[0]) => holdingsOf(events, promise(), []);

describe('2.1.11: beside the promise each owner has a time of their own', () => {
  it('which counts from when they got the lead to their first contact, or to when they gave it away', () => {
    const story = [
      happened(2, '10:00', { kind: 'claimed' }),
      happened(3, '11:30', { kind: 'assigned', to: 'UBEN', from: 'UANN' }, 'UMAX'),
      happened(4, '16:30', { kind: 'contacted', how: 'no-answer' }, 'UBEN'),
      happened(5, '16:45', { kind: 'contacted', how: 'reached' }, 'UBEN'),
    ];
    expect(held(...story)).toMatchObject([
      { personId: 'UANN', took: 90 * MINUTE, isContacted: false, until: on('11:30') },
      { personId: 'UBEN', took: 5 * HOUR, isContacted: true, until: undefined },
    ]);
  });

  it('ends with a release, and goes on as if nothing had been when that is taken back', () => {
    const claimed = happened(2, '10:00', { kind: 'claimed' });
    const freed = happened(3, '11:00', released);
    expect(held(claimed, freed)).toMatchObject([{ took: HOUR, until: on('11:00') }]);
    const undone = happened(4, '11:01', { kind: 'release-undone', to: 'UANN' });
    expect(held(claimed, freed, undone)).toMatchObject([{ from: on('10:00'), took: undefined, until: undefined }]);
    expect(held(claimed, freed, happened(4, '12:00', { kind: 'claimed' }, 'UBEN'))).toHaveLength(2);
  });

  it('counts in the hours of whoever has it, where the promise goes by those', () => {
    const evening = { ...OFFICE, zone: 'America/New_York' };
    const stretches = [
      { from: on('10:00'), calendar: OFFICE },
      { from: on('12:00'), calendar: evening, of: 'UBEN' },
    ];
    const story = [
      happened(2, '12:00', { kind: 'claimed' }, 'UBEN'),
      happened(3, '15:00', { kind: 'contacted', how: 'met' }, 'UBEN'),
    ];
    expect(holdingsOf(story, { ...promise(), stretches }, [])).toMatchObject([{ took: HOUR }]);
  });
});
