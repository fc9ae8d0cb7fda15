import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../playground/server/blocks/validate.ts';
import { section } from '../../src/blockkit/blocks.ts';
import { charactersOf } from '../../src/blockkit/fit.ts';
import { message } from '../../src/blockkit/message.ts';
import { lines } from '../../src/blockkit/mrkdwn.ts';
import { checkMessage } from '../../src/blockkit/phone.ts';
import { resultBlocks, resultMessage, saidLines } from '../../src/reviews/thread/result-blocks.ts';
import { type ResultLead, resultOf, resultsOf } from '../../src/reviews/thread/results.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type View, type Views } from '../support/golden.ts';
import { anyLeads, judged, said } from './result-samples.ts';

const NAMES = new Map([
  ['UBEN', 'Ben Okafor'],
  ['UMIA', 'Mia Chen'],
]);

const TOOK_PART = ['UANN', 'UBEN', 'UMIA', 'UMAX'];

const plainer = (view: View): View => ('plainer' in view && view.plainer ? view.plainer : view);

/** What people read of a review that is revealed; `word` is what somebody wrote. */
function views(word: string): Views {
  const apart = resultsOf([
    judged(1, 'nn|gg', { source: word, campaign: 'Spring demo', persona: 'CTO', name: `#11 ${word}` }),
    judged(2, 'gn|gg', { source: 'Fair', campaign: 'Spring demo' }),
    judged(3, 'gg|gg', { source: 'Fair', persona: 'CTO' }),
    judged(4, 'nn|n?', { source: word }),
    judged(5, '??|g', { source: 'Podcast' }),
    judged(6, 'gg|', { source: 'Podcast' }),
    judged(7, '|'),
    judged(8, '|', {
      verdicts: [
        said({ side: 'sales', verdict: 'good', grade: 5 }),
        said({ side: 'marketing', verdict: 'good', grade: 2 }),
      ],
    }),
  ]);
  const all = { number: 3, isAnonymous: false, results: apart, tookPart: TOOK_PART };
  const same = resultsOf([judged(1, 'g|g', { source: undefined }), judged(2, 'n|n', { source: undefined })]);
  const none = resultsOf([judged(1, '|'), judged(2, '|')]);
  const many = resultsOf(Array.from({ length: 24 }, (_, at) => judged(at + 1, at < 14 ? 'n|g' : 'g|g')));
  const lead = resultOf(
    judged(1, '|', {
      verdicts: [
        said({ side: 'sales', verdict: 'not', grade: 1, reason: 'no-budget', by: 'UBEN', note: word, wish: word }),
        said({ side: 'sales', verdict: 'not', reason: 'no-budget' }),
        said({ side: 'marketing', verdict: 'good', grade: 4, by: 'UMIA' }),
      ],
    }),
  );
  const parent = (results: typeof apart): View => message('Review 3', resultBlocks(results, false));
  return {
    'reviewed-result': resultMessage(all),
    'reviewed-result.without-charts': plainer(resultMessage(all)),
    'reviewed-result.in-words': plainer(plainer(resultMessage(all))),
    'reviewed-result.anonymous': resultMessage({ ...all, isAnonymous: true }),
    'reviewed-result.all-agree': resultMessage({ ...all, results: same }),
    'reviewed-result.many': resultMessage({ ...all, results: many }),
    'reviewed-result.nobody': resultMessage({ ...all, results: none, tookPart: [] }),
    'reviewed-parent': parent(apart),
    'reviewed-parent.all-agree': parent(same),
    'reviewed-parent.many': parent(many),
    'reviewed-parent.nobody': parent(none),
    'reviewed-lead': message('Lead', [section(lines(...saidLines(lead, { isAnonymous: false, names: NAMES })))]),
    'reviewed-lead.anonymous': message('Lead', [
      section(lines(...saidLines(lead, { isAnonymous: true, names: NAMES }))),
    ]),
    'reviewed-lead.nobody': message('Lead', [
      section(lines(...saidLines(resultOf(judged(1, '|')), { isAnonymous: false, names: NAMES }))),
    ]),
  };
}

describe('what people read of a review that is revealed', () => {
  goldenViews('reviewed', views('Bought list'));

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits Slack and a phone with %j', (_start, word) => {
    expect(faultsOf(views(word))).toEqual([]);
  });

  it('rings for those who took part, once, and names nobody else', () => {
    const { text, blocks = [] } = resultMessage({
      number: 3,
      isAnonymous: true,
      results: resultsOf([judged(1, 'g|n')]),
      tookPart: ['UANN', 'UBEN'],
    });
    expect(text).toMatch(/^<@UANN> <@UBEN> Review 3: /);
    expect(JSON.stringify(blocks).match(/<@\w+>/g)).toEqual(['<@UANN>', '<@UBEN>']);
  });

  it('names nobody’s verdict in an anonymous review', () => {
    const shown = views('calls again');
    expect(JSON.stringify(shown['reviewed-lead'])).toContain(
      'Ben Okafor: Not a fit (1 of 5): No budget · “calls again” · next time: “calls again”',
    );
    expect(JSON.stringify(shown['reviewed-lead'])).toContain('A former member');
    expect(JSON.stringify(shown['reviewed-lead.anonymous'])).not.toMatch(/Ben|Mia|former/);
  });

  it('has at most two charts and one table, the same without charts, and the same in words', () => {
    const whole = resultMessage({
      number: 3,
      isAnonymous: false,
      results: resultsOf([judged(1, 'g|n')]),
      tookPart: [],
    });
    const types = (view: typeof whole | undefined) => view?.blocks?.map(({ type }) => type);
    expect(types(whole)).toEqual(['header', 'section', 'section', 'data_visualization', 'table', 'context']);
    expect(types(whole.plainer)).toEqual(['header', 'section', 'section', 'table', 'context']);
    expect(whole.plainer?.plainer).toMatchObject({ text: expect.stringContaining('Acme 1') });
    expect(whole.plainer?.plainer?.blocks).toBeUndefined();
  });
});

describe('of 200 leads that twelve people have judged (property)', () => {
  const word = hostile;
  const lead = (position: number, name: string, short: string): ResultLead =>
    judged(position, short, { name, source: `${name} ${position % 40}`, campaign: name, persona: `${position}` });

  it('all that is shown stays within Slack’s limits and fits a phone', () => {
    fc.assert(
      fc.property(word, fc.constantFrom('gggnnn|nnnggg', 'gggggg|nnnnnn', '??????|gggggg'), (name, short) => {
        const results = resultsOf(Array.from({ length: 200 }, (_, at) => lead(at + 1, name, short)));
        const view = {
          number: 3,
          isAnonymous: false,
          results,
          tookPart: Array.from({ length: 12 }, (_, at) => `U${at}`),
        };
        const shown = resultMessage(view);
        expect(checkMessage(shown)).toEqual([]);
        expect(charactersOf(shown.blocks)).toBeLessThan(13_200);
        // Nothing was left out to make it fit: the parts are small enough by themselves.
        expect(JSON.stringify(shown.blocks)).not.toContain('not fit here');
        for (const some of [shown, shown.plainer]) expect(validateBlocks(some?.blocks, 'message')).toEqual([]);
        expect(checkMessage(message('Review 3', resultBlocks(results, false)))).toEqual([]);
        const said = results.leads.map((one) => saidLines(one, { isAnonymous: false, names: NAMES }));
        expect(checkMessage(message('Lead', [section(lines(...(said[0] ?? [])))]))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('so does whatever else a review may hold', () => {
    fc.assert(
      fc.property(anyLeads, (leads) => {
        const view = { number: 1, isAnonymous: true, results: resultsOf(leads), tookPart: [] };
        expect(checkMessage(resultMessage(view))).toEqual([]);
        expect(validateBlocks(resultMessage(view).blocks, 'message')).toEqual([]);
      }),
    );
  });
});
