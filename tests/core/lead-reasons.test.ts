import { describe, expect, it } from 'vitest';
import { isCounted, isRecycled, REASON_KEYS, REASONS, reasonFrom } from '../../src/core/lead-reasons.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import { STAGES } from '../../src/leads/lead.ts';
import { type Rejection, rejectionFaults, returnDate } from '../../src/leads/rejecting/rejection.ts';
import { event } from '../leads/samples.ts';
import { backends } from '../support/backends.ts';

const TODAY = '2026-03-02';
const tried = (times: number, from = 1) =>
  Array.from({ length: times }, (_, at) => event(from + at, { kind: 'contacted', how: 'no-answer' }));
const faults = (rejection: Rejection, journal = tried(0)) => rejectionFaults(rejection, journal, TODAY);

describe('the twelve reasons (1d)', () => {
  it('are each of a class, with who can do something about it', () => {
    expect(Object.fromEntries(REASON_KEYS.map((key) => [key, REASONS[key].class]))).toEqual({
      unreachable: 'recycle',
      timing: 'recycle',
      'no-budget': 'recycle',
      competitor: 'recycle',
      'no-need': 'close',
      'not-icp': 'close',
      'wrong-person': 'recycle',
      'bad-data': 'return',
      duplicate: 'merge',
      'existing-customer': 'reroute',
      'spam-or-test': 'drop',
      other: 'close',
    });
    for (const key of REASON_KEYS) expect(REASONS[key].acts, key).toMatch(/^[A-Z].{10,70}[.?]$/);
  });

  it('come back exactly if they are recycled, and after the days of the table', () => {
    for (const key of REASON_KEYS) expect(REASONS[key].back !== undefined, key).toBe(isRecycled(key));
    const dates = REASON_KEYS.map((reason) => [reason, returnDate({ reason }, TODAY)] as const);
    expect(Object.fromEntries(dates.filter(([, date]) => date !== undefined))).toEqual({
      unreachable: '2026-04-01',
      'no-budget': '2026-05-31',
      competitor: '2026-08-29',
      'wrong-person': '2026-03-16',
    });
    expect(returnDate({ reason: 'no-budget', returnsOn: '2026-09-01' }, TODAY)).toBe('2026-09-01');
    expect(returnDate({ reason: 'other', returnsOn: '2026-09-01' }, TODAY)).toBeUndefined();
  });

  it('leave spam, tests and the second of two out of every figure', () => {
    expect(REASON_KEYS.filter((key) => !isCounted(key))).toEqual(['duplicate', 'spam-or-test']);
  });

  it.each([
    ['spam', 'spam-or-test'],
    ['No Budget', 'no-budget'],
    ['no-budget', 'no-budget'],
    ['wrong person', 'wrong-person'],
    ['Not our kind of customer', 'not-icp'],
    ['no answer', 'unreachable'],
    ['duplicate', 'duplicate'],
    ['', undefined],
    ['because', undefined],
  ])('are found by what people type: %j', (typed, key) => {
    expect(reasonFrom(typed)).toBe(key);
  });
});

describe('a rejection', () => {
  it.each<Rejection>([
    { reason: 'timing', returnsOn: '2026-03-03' },
    { reason: 'no-budget' },
    { reason: 'competitor', detail: 'Globex' },
    { reason: 'no-need' },
    { reason: 'not-icp', detail: 'size' },
    { reason: 'wrong-person' },
    { reason: 'bad-data', detail: 'phone' },
    { reason: 'duplicate', detail: '#11' },
    { reason: 'existing-customer' },
    { reason: 'spam-or-test' },
    { reason: 'other', note: 'Moved to Mars' },
  ])('for $reason lacks nothing with what it asks for', (rejection) => {
    expect(faults(rejection)).toEqual([]);
  });

  it.each<[Rejection, string]>([
    [{ reason: 'timing' }, 'date missing'],
    [{ reason: 'timing', returnsOn: TODAY }, 'date past'],
    [{ reason: 'no-budget', returnsOn: '2026-02-01' }, 'date past'],
    [{ reason: 'timing', returnsOn: '2029-03-02' }, 'date too-far'],
    [{ reason: 'competitor' }, 'detail missing'],
    [{ reason: 'not-icp' }, 'detail missing'],
    [{ reason: 'not-icp', detail: 'toString' }, 'detail missing'],
    [{ reason: 'bad-data', detail: 'budget' }, 'detail missing'],
    [{ reason: 'duplicate' }, 'detail missing'],
    [{ reason: 'other' }, 'note missing'],
  ])('%o lacks something: %s', (rejection, words) => {
    expect(faults(rejection).map(({ field, kind }) => `${field} ${kind}`)).toEqual([words]);
  });

  it('"could not be reached" is said only after three logged attempts, counted anew when it comes back', () => {
    const rejection: Rejection = { reason: 'unreachable' };
    const too = (made: number) => [{ field: 'reason', kind: 'too-few-attempts', made, needed: 3 }];
    expect(faults(rejection)).toEqual(too(0));
    expect(faults(rejection, tried(2))).toEqual(too(2));
    expect(faults(rejection, tried(3))).toEqual([]);
    const back: LeadChange = { kind: 'returned', to: 'UBEN', from: 'UBEN', round: 2 };
    expect(faults(rejection, [...tried(3), event(4, back), ...tried(1, 5)])).toEqual(too(1));
  });
});

describe.each(backends)('the words of $name', (backend) => {
  it('are those of the code', async () => {
    const { db } = await backend.open();
    const names = async (table: 'lead_reasons' | 'stages') => {
      const rows = await db.selectFrom(table).select('name').orderBy('position').execute();
      return rows.map(({ name }) => name);
    };
    expect(await names('lead_reasons')).toEqual(REASON_KEYS);
    expect((await names('stages')).toSorted()).toEqual([...STAGES].toSorted());
  });
});

declare module '../../src/platform/db/schema.ts' {
  interface Schema {
    lead_reasons: { name: string; position: number };
    stages: { name: string; position: number };
  }
}
