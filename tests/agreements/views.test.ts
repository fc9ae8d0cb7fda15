import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../src/blockkit/phone.ts';
import { STAGES } from '../../src/core/lead-stages.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { agreementViews, wordsViews } from './views.ts';

const plain: Views = { ...agreementViews('Spring demo'), ...wordsViews('MQL') };

const inputFaults = (word: string): string[] =>
  Object.values(wordsViews(word)).flatMap((view) =>
    'type' in view ? checkView(view, { inputs: STAGES.length }) : ['no modal'],
  );

describe('what people see of what they agreed on', () => {
  goldenViews('agreement', plain);

  it('fits Slack and a phone; only the form of an admin asks more than five things', () => {
    expect(faultsOf(agreementViews('Spring demo'))).toEqual([]);
    expect(inputFaults('MQL')).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when everybody writes %j', (_start, word) => {
    expect(faultsOf(agreementViews(word))).toEqual([]);
    expect(inputFaults(word)).toEqual([]);
  });

  it('fits whatever anybody writes, and rings nobody', () => {
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf(agreementViews(word))).toEqual([]);
      }),
      { numRuns: 30 },
    );
    const views = JSON.stringify(agreementViews('<!channel> <@USTRANGER>'));
    expect(views).not.toMatch(/"type":"mrkdwn","text":"[^"]*<(!channel|@USTRANGER)/);
  });
});
