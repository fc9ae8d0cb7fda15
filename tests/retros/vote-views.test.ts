import { describe, expect, it } from 'vitest';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { voteViews } from './vote-views.ts';

const WORD = 'Webinar leads come without a phone number';

describe('what people see of a vote', () => {
  goldenViews('vote', voteViews(WORD));

  it.each([['plain words', WORD] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(voteViews(word))).toEqual([]);
    },
  );

  it('rings for those who take part with the result, and for nobody with what is voted on', () => {
    const views = voteViews(WORD);
    expect(JSON.stringify(views['vote-topics.suggested'])).not.toContain('<@');
    expect(JSON.stringify(views['vote-result'])).toContain('<@UANN> <@UMIA> <@UMOE>');
  });

  it('names both teams only where each has a tally of its own', () => {
    const views = voteViews(WORD);
    expect(JSON.stringify(views['vote-result'])).toContain('Perception gap: only sales sees this');
    expect(JSON.stringify(views['vote-result.joint'])).not.toMatch(/only|Common ground|of sales/);
  });
});
