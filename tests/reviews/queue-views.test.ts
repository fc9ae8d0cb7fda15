import { describe, expect, it } from 'vitest';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { queueViews } from './queue-views.ts';

describe('what people see who judge the leads of a review', () => {
  goldenViews('queue', queueViews('They want a demo'));

  it.each([['plain words', 'They want a demo'] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(queueViews(word))).toEqual([]);
    },
  );

  it('says who reads it and when, and what is needed next time is no ask where nobody is named', () => {
    const views = queueViews('Word');
    expect(JSON.stringify(views['queue-asked'])).toContain('Nobody sees it before review 3 is revealed.');
    expect(JSON.stringify(views['queue-asked.unnamed'])).toContain('and never your name');
    expect(JSON.stringify(views['queue-more'])).toContain('It becomes an ask after that');
    expect(JSON.stringify(views['queue-more.unnamed'])).not.toContain('ask');
  });
});
