import { describe, expect, it } from 'vitest';
import { type Entry, journalFault, type Standing } from '../../src/leads/journal-check.ts';

const journal = (...kinds: (Entry['kind'] | Omit<Entry, 'seq'>)[]): Entry[] =>
  kinds.map((one, at) => (typeof one === 'string' ? { seq: at + 1, kind: one } : { seq: at + 1, ...one }));

const standing = (lastEvent: number, ownedBy: number | undefined, isContacted: boolean): Standing => ({
  lastEvent,
  ownedBy,
  isContacted,
});

const back: Omit<Entry, 'seq'> = { kind: 'returned', to: 'UBEN' };

describe('a lead and its journal', () => {
  it.each<[string, Entry[], Standing]>([
    ['new', journal('received'), standing(1, undefined, false)],
    ['contacted', journal('received', 'claimed', 'contacted'), standing(3, 2, true)],
    ['given back', journal('received', 'claimed', 'released'), standing(3, undefined, false)],
    ['given up without a contact', journal('received', 'claimed', 'rejected'), standing(3, 2, true)],
    ['that again, taken back', journal('received', 'claimed', 'rejected', 'outcome-undone'), standing(4, 2, false)],
    [
      'qualified after a contact, taken back',
      journal('received', 'claimed', 'contacted', 'qualified', 'outcome-undone'),
      standing(5, 2, true),
    ],
    ['back from the shelf', journal('received', 'claimed', 'rejected', back), standing(4, 4, false)],
    ['back for everybody', journal('received', 'claimed', 'rejected', 'returned'), standing(4, undefined, false)],
    [
      'back for everybody, and claimed',
      journal('received', 'claimed', 'rejected', 'returned', 'claimed'),
      standing(5, 5, false),
    ],
    [
      'back, picked up and won',
      journal('received', 'claimed', 'rejected', back, 'picked-up', 'won'),
      standing(6, 4, true),
    ],
  ])('agree on one that is %s', (_what, entries, lead) => {
    expect(journalFault(lead, entries)).toBeUndefined();
    expect(journalFault({ ...lead, isContacted: !lead.isContacted }, entries)).toBe('disagrees');
    expect(journalFault({ ...lead, lastEvent: lead.lastEvent + 1 }, entries)).toBe('disagrees');
  });

  it('I2: a claim of what has come back to somebody is a second one in force', () => {
    expect(journalFault(standing(5, 5, false), journal('received', 'claimed', 'rejected', back, 'claimed'))).toBe(
      'two-claims',
    );
  });
});
