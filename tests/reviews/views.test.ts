import { describe, expect, it } from 'vitest';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { reviewViews } from './views.ts';

describe('what people see who judge leads', () => {
  goldenViews('review', reviewViews('They never asked for it'));

  it.each([['plain words', 'They never asked'] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(reviewViews(word))).toEqual([]);
    },
  );

  it('tells a channel what each team finds, and never who', () => {
    const card = JSON.stringify(reviewViews('Jane Roe wants a call')['review-lead-card']);
    expect(card).toContain('Sales: Not a fit: No budget, Role of the person; Marketing: Good fit · Can’t tell');
    expect(card).not.toMatch(/UMIA|UANN|wants a call/);
  });

  it('masks in the details what somebody wrote of the person', () => {
    const details = JSON.stringify(reviewViews('Jane Roe wants a call')['review-lead-details']);
    expect(details).toContain('••• wants a call');
    expect(details).toContain('A former member');
  });
});
