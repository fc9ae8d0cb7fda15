import { describe, expect, it } from 'vitest';
import { LONGEST_CARD } from '../../src/retros/cards/card.ts';
import { revealMessages } from '../../src/retros/cards/reveal-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { cardViews, longReveal, revealViews, turnViews } from './card-views.ts';

describe('what people see of cards', () => {
  const views = (word: string) => ({ ...cardViews(word), ...turnViews(), ...revealViews(word) });
  goldenViews('card', views('Nobody calls on Fridays'));

  it.each([['plain words', 'Too slow'] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(views(word.slice(0, LONGEST_CARD) || 'x'))).toEqual([]);
    },
  );

  it('rings for all who take part, whoever has written; where nobody is named there are no names', () => {
    const { 'card-reveal': named, 'card-reveal.unnamed': unnamed } = revealViews('Fine');
    expect(JSON.stringify(named)).toContain('<@UANN> <@UBEN> <@UMIA>');
    expect(JSON.stringify(unnamed)).toContain('<@UANN> <@UBEN> <@UMIA>');
    expect(JSON.stringify(unnamed)).not.toMatch(/Ben|Mia/);
  });

  it('shows every card, however many there are and however long: in as many replies as it takes', () => {
    const word = 'w'.repeat(LONGEST_CARD);
    const parts = revealMessages(longReveal(word, 240));
    expect(parts.length).toBeGreaterThan(1);
    const shown = JSON.stringify(parts).split(word).length - 1;
    expect(shown).toBe(240);
    expect(JSON.stringify(parts)).not.toContain('not fit here');
    expect(JSON.stringify(parts.slice(1))).not.toContain('<@');
    expect(faultsOf(Object.fromEntries(parts.map((part, at) => [`reveal-${at}`, part])))).toEqual([]);
  });
});
