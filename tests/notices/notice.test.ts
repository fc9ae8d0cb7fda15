import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Notice } from '../../src/core/notice.ts';
import { nextBatch, recipientFrom, recipientKey } from '../../src/notices/notice.ts';

const NOW = 1_000 * HOUR;
const timing = { lateAfter: 10 * MINUTE, mergedEvery: HOUR, rationPerDay: 3 };
const manners = new Map([['merged', { isMergedHourly: true as const }]]);

const waiting = (...ages: readonly (readonly [key: string, age: number, kind?: string])[]): Notice[] =>
  ages.map(([key, age, kind = 'plain']) => ({
    key,
    workspaceId: 'T1',
    recipient: { person: 'UANN' },
    kind,
    subject: key,
    at: NOW - age * MINUTE,
  }));

describe('the next batch of notices', () => {
  it.each([
    ['is the oldest one by itself', waiting(['a', 5], ['b', 4]), ['a']],
    ['is one old notice by itself: it still is its own message', waiting(['a', 60], ['b', 4]), ['a']],
    ['ten minutes is not yet old', waiting(['a', 10], ['b', 10]), ['a']],
    ['two notices that are more than ten minutes old become one', waiting(['a', 12], ['b', 11], ['c', 1]), ['a', 'b']],
    ['old notices of all kinds become one', waiting(['a', 12, 'merged'], ['b', 11], ['c', 1]), ['a', 'b']],
    [
      'a merged kind goes out with all of its kind',
      waiting(['a', 3, 'merged'], ['b', 2], ['c', 1, 'merged']),
      ['a', 'c'],
    ],
    ['a merged kind waits behind an older notice of another', waiting(['a', 3], ['b', 2, 'merged']), ['a']],
  ])('%s', (_rule, notices, keys) => {
    expect(nextBatch(notices, manners, NOW, timing).map(({ key }) => key)).toEqual(keys);
  });
});

it.each([{ person: 'U1' }, { channel: 'C1' }, { person: 'U:1' }])('a recipient is one text and back: %o', (to) => {
  expect(recipientFrom(recipientKey(to))).toEqual(to);
});
