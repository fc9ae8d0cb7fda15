import { describe, expect, it } from 'vitest';
import { carriedText, topicsText } from '../../src/meetings/words.ts';

describe('A topic', () => {
  it.each([
    [0, ''],
    [1, 'up for the 2nd time'],
    [2, 'up for the 3rd time'],
    [3, 'up for the 4th time'],
    [10, 'up for the 11th time'],
    [20, 'up for the 21st time'],
  ])('that was carried over %i times says so', (carried, expected) => {
    expect(carriedText(carried)).toBe(expected);
  });

  it('is counted by what came of it, and one that was taken off by nobody', () => {
    const outcomes = ['decided', 'open', 'open', 'removed', 'carried'] as const;
    expect(topicsText(outcomes.map((outcome) => ({ outcome })))).toBe(
      '4 topics: 1 decided, 2 open, 1 up again next time',
    );
    expect(topicsText([{ outcome: 'removed' }])).toBe('No topics yet');
  });
});
