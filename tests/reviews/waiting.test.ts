import { describe, expect, it } from 'vitest';
import { isSaid, type RaterState } from '../../src/reviews/thread/waiting.ts';

const rater = (differing: Partial<RaterState> = {}): RaterState => ({
  side: 'sales',
  isFinished: true,
  isOut: false,
  attendance: 'here',
  ...differing,
});
const ofMarketing = rater({ side: 'marketing' });

describe('for whom the others wait', () => {
  it.each<[string, Partial<RaterState>]>([
    ['is away', { attendance: 'away' }],
    ['has gone', { attendance: 'gone' }],
    ['knows too little', { isOut: true }],
  ])('for nobody who %s', (_why, differing) => {
    expect(isSaid([rater(), ofMarketing, rater({ isFinished: false })])).toBe(false);
    expect(isSaid([rater(), ofMarketing, rater({ isFinished: false, ...differing })])).toBe(true);
  });

  it('for something of each team that was asked, however few are left', () => {
    expect(isSaid([rater(), rater({ side: 'marketing', isFinished: false, attendance: 'gone' })])).toBe(false);
    expect(isSaid([rater(), rater({ side: 'marketing', attendance: 'gone' })])).toBe(true);
    expect(isSaid([rater(), rater()])).toBe(true);
    expect(isSaid([])).toBe(false);
  });
});
