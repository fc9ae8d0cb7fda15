import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { meetingViews } from './views.ts';

describe('what people see of a meeting', () => {
  goldenViews('meeting', meetingViews('Webinar leads come without a phone number'));

  it('fits Slack and a phone, whatever anybody writes', () => {
    for (const word of ['Acme', ...nasty]) expect(faultsOf(meetingViews(word)), word.slice(0, 30)).toEqual([]);
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf(meetingViews(word))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
