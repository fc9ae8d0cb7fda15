import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIDES, type Side } from '../../src/core/verdict.ts';
import {
  learnedFrom,
  type ResultLead,
  type ReviewResults,
  resultOf,
  resultsOf,
} from '../../src/reviews/thread/results.ts';
import { anyLeads, judged, said } from './result-samples.ts';

describe('what a side says of a lead', () => {
  it.each([
    ['g|', 'good', 'silent'],
    ['ggn|n', 'good', 'not'],
    ['gn|nn?', 'undecided', 'not'],
    ['?|g?', 'undecided', 'good'],
    ['gnn|??', 'not', 'undecided'],
    ['|', 'silent', 'silent'],
  ])('is what most of those say who could tell: %s is %s and %s', (short, sales, marketing) => {
    const { sides } = resultOf(judged(1, short));
    expect([sides.sales.says, sides.marketing.says]).toEqual([sales, marketing]);
  });
});

describe('agreement', () => {
  it('counts only leads of which both sides have decided', () => {
    const { agreement } = resultsOf([
      judged(1, 'g|g'),
      judged(2, 'n|ng n'),
      judged(3, 'g|n'),
      judged(4, 'gn|g'),
      judged(5, '?|g'),
      judged(6, 'g|'),
    ]);
    expect(agreement).toEqual({ count: 2, n: 3 });
  });

  it('has the contrary first, then who is at odds with themselves, then grades; the surest first among them', () => {
    const graded = (position: number, sales: 1 | 5, marketing: 1 | 2 | 5): ResultLead =>
      judged(position, '|', {
        verdicts: [
          said({ side: 'sales', verdict: 'good', grade: sales }),
          said({ side: 'marketing', verdict: 'good', grade: marketing }),
        ],
      });
    const { disagreements } = resultsOf([
      graded(1, 5, 2),
      graded(2, 5, 1),
      graded(3, 1, 2),
      judged(4, 'gn|gg'),
      judged(5, 'ggn|nng'),
      judged(6, 'gg|nn'),
      judged(7, 'g|g'),
      judged(8, '?|?'),
    ]);
    expect(disagreements.map(({ lead, difference }) => `${lead.position} ${difference}`)).toEqual([
      '6 opposed',
      '5 opposed',
      '4 torn',
      '2 grades',
      '1 grades',
    ]);
  });

  it('names leads that one side or nobody has judged', () => {
    const { unjudged } = resultsOf([judged(1, 'g|'), judged(2, '|?'), judged(3, '|'), judged(4, 'g|n')]);
    expect(unjudged.map(({ result, by }) => `${result.lead.position} ${by}`)).toEqual([
      '1 marketing',
      '2 sales',
      '3 both',
    ]);
  });
});

describe('what is learned', () => {
  const many = (count: number, short: string, source: string): ResultLead[] =>
    Array.from({ length: count }, (_, at) => judged(at + 1, short, { source }));

  it('is the source of which most are no good fits, from ten of its leads on', () => {
    expect(learnedFrom(resultsOf([...many(10, 'n|n', 'List'), ...many(12, 'g|g', 'Web')]))).toMatchObject({
      kind: 'source',
      origin: { origin: 'List', n: 10, good: 0 },
    });
    expect(learnedFrom(resultsOf(many(9, 'n|n', 'List')))).toEqual({
      kind: 'reason',
      key: 'no-budget',
      count: 9,
      of: 9,
    });
  });

  it('is nothing where one lead alone was no fit', () => {
    expect(learnedFrom(resultsOf([judged(1, 'n|n'), judged(2, 'g|g')]))).toBeUndefined();
  });
});

describe('of any review (property)', () => {
  it('the order of its leads and of those who judge does not matter', () => {
    fc.assert(
      fc.property(anyLeads, (leads) => {
        const turned = leads.toReversed().map((lead) => ({ ...lead, verdicts: lead.verdicts.toReversed() }));
        expect(withoutVerdicts(resultsOf(turned))).toEqual(withoutVerdicts(resultsOf(leads)));
      }),
    );
  });

  it('the counts add up', () => {
    fc.assert(
      fc.property(anyLeads, (leads) => {
        const results = resultsOf(leads);
        const { agreement, disagreements, unjudged, by } = results;
        expect(agreement.count).toBeLessThanOrEqual(agreement.n);
        const opposed = disagreements.filter(({ difference }) => difference === 'opposed').length;
        expect(opposed).toBe(agreement.n - agreement.count);
        expect(agreement.n + unjudged.length).toBeLessThanOrEqual(leads.length);
        const told = leads.filter(
          ({ source, verdicts }) => source !== undefined && verdicts.some((one) => one.verdict !== 'unsure'),
        );
        expect(by.source.reduce((sum, { n }) => sum + n, 0)).toBe(told.length);
        for (const { n, good, decided, agreed, reason } of [...by.source, ...by.campaign, ...by.persona]) {
          expect(good).toBeLessThanOrEqual(n);
          expect(agreed).toBeLessThanOrEqual(decided);
          expect(decided).toBeLessThanOrEqual(n);
          if (reason !== undefined) expect(reason.count).toBeLessThanOrEqual(n - good);
        }
        for (const { sides, lead } of results.leads) {
          const said = SIDES.map((side) => sides[side].good + sides[side].not + sides[side].unsure);
          expect(said.reduce((sum, one) => sum + one, 0)).toBe(lead.verdicts.length);
        }
      }),
    );
  });

  it('the two sides count alike: whoever changes them gets the same rate, differences and origins', () => {
    const other = (side: Side): Side => (side === 'sales' ? 'marketing' : 'sales');
    fc.assert(
      fc.property(anyLeads, (leads) => {
        const changed = leads.map((lead) => ({
          ...lead,
          verdicts: lead.verdicts.map((one) => ({ ...one, side: other(one.side) })),
        }));
        const [there, here] = [resultsOf(changed), resultsOf(leads)];
        expect(there.agreement).toEqual(here.agreement);
        expect(there.by).toEqual(here.by);
        expect(there.disagreements.map(({ lead }) => lead.position)).toEqual(
          here.disagreements.map(({ lead }) => lead.position),
        );
        for (const [at, { sides }] of here.leads.entries())
          expect(there.leads[at]?.sides).toEqual({ sales: sides.marketing, marketing: sides.sales });
      }),
    );
  });
});

/** Who said it comes in the order in which it is read; what was found doesn't. */
const withoutVerdicts = ({ leads, disagreements, unjudged, ...rest }: ReviewResults) => ({
  ...rest,
  leads: leads.map(bare),
  disagreements: disagreements.map(bare),
  unjudged: unjudged.map(({ result, by }) => ({ by, result: bare(result) })),
});

const bare = ({ lead, ...found }: ReviewResults['leads'][number]) => ({ ...found, position: lead.position });
