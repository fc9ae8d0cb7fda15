import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md } from '../../src/blockkit/mrkdwn.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { hostile } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';

const lines = (count: number, word = 'Acme') =>
  Array.from({ length: count }, (_, at) => md`*#${at + 1} ${word}*: by 11:00`);

describe('several notices in one message', () => {
  const plain = {
    'notices-merged.one-kind': mergedMessage([{ heading: '2 leads are late', lines: lines(2) }]),
    'notices-merged.two-kinds': mergedMessage([
      { heading: '2 leads are due soon', lines: lines(2) },
      { heading: '1 lead is late', lines: lines(1) },
    ]),
    'notices-merged.many': mergedMessage([{ heading: '40 leads are late', lines: lines(40) }]),
  };
  goldenViews('notices', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it('fits, however many there are and whatever they say', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (word, count, kinds) => {
        const sections = Array.from({ length: kinds }, () => ({ heading: word, lines: lines(count, word) }));
        expect(faultsOf({ merged: mergedMessage(sections) })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
