import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { standupViews } from './views.ts';

const plain = standupViews('Acme');

describe('what people see of a standup', () => {
  goldenViews('standup', plain);

  // An admin's set-up may ask more than fits a phone.
  const daily = (word: string) =>
    Object.fromEntries(Object.entries(standupViews(word)).filter(([name]) => !name.startsWith('standup-setup')));

  it('fits Slack and a phone', () => {
    expect(faultsOf(daily('Acme'))).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when everybody writes %j', (_start, word) => {
    expect(faultsOf(daily(word))).toEqual([]);
  });

  it('fits whatever anybody writes', () => {
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf(daily(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('ANS-7: what somebody types calls nobody', () => {
    const views = JSON.stringify(standupViews('<!channel> <@USTRANGER>'));
    expect(views).not.toMatch(/"type":"mrkdwn","text":"[^"]*<(!channel|@USTRANGER)/);
  });

  it('a post and its parent mention nobody, because that would ring', () => {
    for (const [name, view] of Object.entries(plain)) {
      if (/post|parent|digest/.test(name)) expect(JSON.stringify(view), name).not.toContain('<@');
    }
  });
});
