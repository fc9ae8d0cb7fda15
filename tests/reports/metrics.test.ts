import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASON_KEYS } from '../../src/core/lead-reasons.ts';
import { VERDICT_KINDS, type VerdictKind } from '../../src/core/verdict.ts';
import {
  type ArrivedLead,
  bestAndWorst,
  fitByOrigin,
  type JudgedLead,
  noFitOf,
  type Origin,
  shareOf,
  trendOf,
} from '../../src/reports/metrics.ts';
import { monthAt } from '../../src/reports/months.ts';
import { sourcesMessage } from '../../src/reports/sources-blocks.ts';
import { at } from '../core/cases.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';

const WINDOW = { from: 0, until: 1 };

const lead = (source: string | undefined, ...kinds: VerdictKind[]): JudgedLead => ({
  source,
  campaign: source && `${source} campaign`,
  persona: source && 'CTO',
  found: kinds.map((verdict) => ({ verdict, reason: verdict === 'not' ? 'no-need' : undefined })),
});

const leads = (source: string, good: number, not: number): JudgedLead[] => [
  ...Array.from({ length: good }, () => lead(source, 'good')),
  ...Array.from({ length: not }, () => lead(source, 'not')),
];

const judged: fc.Arbitrary<JudgedLead[]> = fc.array(
  fc.record({
    source: fc.option(fc.constantFrom('Web', 'Fair', 'List', 'Ads', 'Partner', 'Podcast', 'Press'), { nil: undefined }),
    campaign: fc.constant(undefined),
    persona: fc.constant(undefined),
    found: fc.array(
      fc.record({
        verdict: fc.constantFrom(...VERDICT_KINDS),
        reason: fc.option(fc.constantFrom(...REASON_KEYS), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { maxLength: 200 },
);

describe('“Good fits” (named metric)', () => {
  it('are leads that everybody finds good, of those that anybody found good or not; who can’t tell doesn’t count', () => {
    const all = [
      lead('Web', 'good', 'good'),
      lead('Web', 'good', 'unsure'),
      lead('Web', 'good', 'not'),
      lead('Web', 'unsure'),
    ];
    expect(fitByOrigin(all, 'source', WINDOW)).toMatchObject([
      {
        origin: 'Web',
        n: 3,
        count: 2,
        reason: { key: 'no-need', count: 1 },
        metric: { name: 'Good fits' },
        window: WINDOW,
      },
    ]);
    expect(fitByOrigin([lead(undefined, 'good')], 'source', WINDOW)).toEqual([]);
    expect(fitByOrigin(all, 'campaign', WINDOW)).toMatchObject([{ origin: 'Web campaign' }]);
  });

  it('are no percentage, no place and no trend under ten', () => {
    const [few, enough] = [
      { n: 9, count: 9 },
      { n: 10, count: 9 },
    ];
    expect([shareOf(few), shareOf(enough)]).toEqual([undefined, 0.9]);
    const measured = (good: number, not: number) => {
      const [fit] = fitByOrigin(leads('Web', good, not), 'source', WINDOW);
      if (fit === undefined) throw new Error('Nothing was judged');
      return fit;
    };
    expect(trendOf(measured(9, 1), measured(5, 5))).toBe(40);
    expect(trendOf(measured(9, 1), measured(5, 4))).toBeUndefined();
    expect(trendOf(measured(5, 4), measured(5, 5))).toBeUndefined();
    expect(trendOf(measured(9, 1), undefined)).toBeUndefined();
  });

  it('count each lead once, and each source is best, worst or too small, or in between, and never two of them', () => {
    fc.assert(
      fc.property(judged, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const fits = fitByOrigin(all, 'source', WINDOW);
        const decided = all.filter(
          ({ source, found }) => source !== undefined && found.some(({ verdict }) => verdict !== 'unsure'),
        );
        expect(fits.reduce((sum, { n }) => sum + n, 0)).toBe(decided.length);
        for (const { count, n } of fits) expect(count).toBeLessThanOrEqual(n);
        const { best, worst, tooFew } = bestAndWorst(fits, most);
        const named = [...best, ...worst, ...tooFew].map(({ origin }) => origin);
        expect(new Set(named).size).toBe(named.length);
        expect(tooFew.every(({ n }) => n < 10)).toBe(true);
        expect(Math.max(best.length, worst.length)).toBeLessThanOrEqual(most);
        for (const good of best)
          for (const bad of worst) expect(good.count / good.n).toBeGreaterThanOrEqual(bad.count / bad.n);
        // The order in which leads are read says nothing.
        expect(fitByOrigin(all.toReversed(), 'source', WINDOW).map(({ origin, n }) => [origin, n])).toEqual(
          fits.map(({ origin, n }) => [origin, n]),
        );
      }),
    );
  });
});

describe('“No fit” (named metric)', () => {
  const arrived = (arrivedAt: number, isTurnedDown: boolean, ...kinds: VerdictKind[]): ArrivedLead => ({
    ...lead('Web', ...kinds),
    arrivedAt,
    isTurnedDown,
  });

  it('is what sales turned down or anybody calls no fit, of all that arrived in the window, judged or not', () => {
    const all = [
      arrived(0, false),
      arrived(0, true),
      arrived(0, false, 'good', 'not'),
      arrived(0, false, 'unsure'),
      arrived(1, true, 'not'),
    ];
    expect(noFitOf(all, { window: WINDOW })).toMatchObject({ n: 4, count: 2, metric: { name: 'No fit' } });
    expect(noFitOf(all, { window: { from: 1, until: 2 } })).toMatchObject({ n: 1, count: 1 });
    const of = (by: Origin, origin: string) => noFitOf(all, { window: WINDOW, of: { by, origin } });
    expect(of('source', 'Web')).toMatchObject({ n: 4 });
    expect(of('campaign', 'Web')).toMatchObject({ n: 0, count: 0 });
    expect(of('persona', 'CTO')).toMatchObject({ n: 4 });
  });
});

it.each([
  ['2026-03-01T00:30Z', 'Europe/Berlin', 0, '2026-02-28T23:00Z', '2026-03-31T22:00Z', 'March 2026'],
  ['2026-03-01T00:30Z', 'America/New_York', 0, '2026-02-01T05:00Z', '2026-03-01T05:00Z', 'February 2026'],
  ['2026-01-15T12:00Z', 'UTC', 1, '2025-12-01T00:00Z', '2026-01-01T00:00Z', 'December 2025'],
])('the month of the office at %s in %s, %i back, is from %s to %s', (now, zone, back, from, until, name) => {
  expect(monthAt(at(now), zone, back)).toEqual({ from: at(from), until: at(until), name, isOver: back > 0 });
});

/** What both teams read of where leads come from. */
function views(word: string): Views {
  const trends = (of: readonly JudgedLead[], trend: number | undefined) =>
    fitByOrigin(of, 'source', WINDOW).map((fit) => ({ ...fit, trend }));
  const month = { name: 'March 2026', isOver: false };
  const base = { month, before: { name: 'February 2026' }, judged: 0, by: { source: [], campaign: [], persona: [] } };
  const source = [
    ...trends(leads(word, 18, 6), 12),
    ...trends(leads('Fair', 10, 10), 0),
    ...trends(leads('Bought list', 2, 13), -1),
    ...trends(leads('Podcast', 11, 1), undefined),
    ...trends(
      [1, 2, 3, 4, 5, 6, 7].flatMap((number) => leads(`Small ${number}`, 2, 1)),
      undefined,
    ),
  ];
  return {
    'report-sources.none': sourcesMessage(base),
    'report-sources.none-last': sourcesMessage({ ...base, month: { ...month, isOver: true } }),
    'report-sources': sourcesMessage({
      ...base,
      judged: 92,
      by: { source, campaign: source.slice(0, 1), persona: source.slice(0, 2) },
    }),
    'report-sources.few': sourcesMessage({
      ...base,
      judged: 4,
      by: { source: trends(leads('Fair', 3, 1), undefined), campaign: [], persona: [] },
    }),
  };
}

describe('what both teams read of sources', () => {
  goldenViews('report', views('Website'));

  it.each(['Website', '<!channel> *x* `y`', 'x'.repeat(3_000)])(
    'fits Slack and a phone for a source called %j',
    (word) => {
      expect(faultsOf(views(word))).toEqual([]);
    },
  );
});
