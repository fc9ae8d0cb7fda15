import { describe, expect, it } from 'vitest';
import { voteModal } from '../../src/retros/voting/vote-blocks.ts';
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

  it.each([101, 250, 251, 500])('offers each of %i topics, also those that somebody has chosen', (count) => {
    const id = (at: number) => `01960000-0000-7000-8000-${String(at).padStart(12, '0')}`;
    const topics = Array.from({ length: count }, (_, at) => {
      const card = {
        id: `c${at}`,
        columnWords: at % 5 === 0 ? 'Keep' : 'Fix',
        text: '🧑🏽‍🚀'.repeat(40),
        datum: undefined,
      };
      return {
        topic: { id: id(at), title: card.text, cards: [{ ...card, by: undefined }] },
        mine: at === count - 1 ? 2 : 0,
      };
    });
    const seen = { changes: 0, turns: 0 };
    const view = voteModal({ retro: { id: 'r1', number: 3, phaseDueAt: undefined }, topics, dots: 22, seen });
    const [once, twice] = JSON.stringify(view).split('"block_id":"twice"');
    for (const menu of [once, twice]) for (const { topic } of topics) expect(menu).toContain(`"value":"${topic.id}"`);
    expect(twice).toMatch(new RegExp(`"initial_options":[^\\]]*${id(count - 1)}`));
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
    expect(faultsOf({ view })).toEqual([]);
  });

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
