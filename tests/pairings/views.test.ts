import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { pairingViews } from './views.ts';

describe('what people see of who meets whom', () => {
  goldenViews('pairing', pairingViews('Acme Robotics'));

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits Slack and a phone when a lead is called %j',
    (_start, word) => {
      expect(faultsOf(pairingViews(word))).toEqual([]);
    },
  );

  it('fits whatever anybody writes', () => {
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf(pairingViews(word))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('says nothing of a lead on a locked phone', () => {
    for (const [name, view] of Object.entries(pairingViews('Acme Robotics')))
      if (!('type' in view)) expect(view.text, name).not.toContain('Acme');
  });
});
