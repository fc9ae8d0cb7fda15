import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { agendaViews } from './agenda-views.ts';

describe('what people see of the agenda of a review', () => {
  goldenViews('agenda', agendaViews('Acme'));

  it('fits Slack and a phone, whatever anybody writes', () => {
    for (const word of ['Acme', ...nasty]) expect(faultsOf(agendaViews(word)), word.slice(0, 30)).toEqual([]);
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf(agendaViews(word))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
