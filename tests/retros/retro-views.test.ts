import { describe, expect, it } from 'vitest';
import { peopleSentence, strangersSentence } from '../../src/retros/start-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { retroViews } from './retro-views.ts';

describe('what people see of a retro', () => {
  goldenViews('retro', retroViews('Max Weber'));

  it.each([['a name', 'Max'] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody is called %j',
    (_start, word) => {
      expect(faultsOf(retroViews(word))).toEqual([]);
    },
  );

  it('rings nobody in the channel, and names nobody who is or isn’t done', () => {
    const parents = Object.entries(retroViews('Max')).filter(([name]) => name.startsWith('retro-parent'));
    expect(JSON.stringify(parents)).not.toContain('<@');
  });

  it('says of each fault what to do', () => {
    expect(strangersSentence(['Sam', 'Gus', 'Eve', 'Joe'])).toMatch(/^Sam, Gus, Eve and 1 more can’t take part/);
    expect(peopleSentence('no-marketing')).toContain('Add somebody of marketing');
    expect(peopleSentence('too-few-unnamed')).toContain('3 or more');
  });
});
