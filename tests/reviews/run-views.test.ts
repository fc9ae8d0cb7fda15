import { describe, expect, it } from 'vitest';
import { faultSentence } from '../../src/reviews/planning/start-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { runViews } from './run-views.ts';

describe('what people see of starting and running a review', () => {
  goldenViews('run', runViews('Acme'));

  it.each([['a name', 'Acme'] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody is called %j',
    (_start, word) => {
      expect(faultsOf(runViews(word))).toEqual([]);
    },
  );

  it('names who judges without ringing anybody', () => {
    const { 'run-parent': parent, 'run-reply': reply } = runViews('Acme');
    expect(JSON.stringify([parent, reply])).not.toContain('<@');
  });

  it('says of each fault what to do', () => {
    expect(faultSentence({ kind: 'strangers', names: ['Sam', 'Gus', 'Eve', 'Joe', 'Kim'] })).toMatch(
      /^Sam, Gus, Eve and 2 more can’t judge/,
    );
    expect(faultSentence({ kind: 'unknown-leads', numbers: [7, 9] })).toContain('#7, #9');
    expect(faultSentence({ kind: 'due-too-late' })).toContain('60 days');
  });
});
