import { describe, expect, it } from 'vitest';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { decideViews } from './decide-views.ts';

const WORD = 'Webinar leads come without a phone number';

describe('what people see of the end of a retro', () => {
  goldenViews('decide', decideViews(WORD));

  it.each([['plain words', WORD] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(decideViews(word))).toEqual([]);
    },
  );

  it('rings nobody: what calls people is the result', () => {
    expect(JSON.stringify(decideViews(WORD))).not.toContain('<@');
  });

  it('RETRO-6: says nothing in percent of fewer than ten', () => {
    expect(JSON.stringify(decideViews(WORD)['decide-moved.some'])).toContain('too few leads (4)');
  });
});
