import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/core/conditions.ts';
import { factsWith, judged, type ScoreRule, scoreOf, scoreReasons, segmentOf } from '../../src/core/lead-score.ts';

const region = (...values: string[]): Condition => ({ fact: 'region', test: 'is', values });
const DACH = { name: 'DACH', conditions: [region('DE', 'AT', 'CH')] };
const GERMANY = { name: 'Germany', conditions: [region('DE')] };

describe('a segment', () => {
  it('is the first in order that fits', () => {
    expect(segmentOf([GERMANY, DACH], { region: 'de' })).toBe('Germany');
    expect(segmentOf([DACH, GERMANY], { region: 'de' })).toBe('DACH');
    expect(segmentOf([DACH, GERMANY], { region: 'US' })).toBeUndefined();
  });
});

describe('a score of one’s own', () => {
  const rules: readonly ScoreRule[] = [
    { points: 20, words: 'demo request', conditions: [{ fact: 'message', test: 'contains', values: ['demo'] }] },
    { points: 10, words: 'company of 50–200', conditions: [{ fact: 'extra:Employees', test: 'at-least', than: 50 }] },
    { points: -5, words: 'private address', conditions: [{ fact: 'emailDomain', test: 'is', values: ['gmail.com'] }] },
  ];

  it('is off without rules', () => {
    expect([scoreOf([], { message: 'demo' }), judged({ segments: [], score: [] }, {})]).toEqual([
      undefined,
      { segment: undefined, score: undefined },
    ]);
  });

  it('adds up what holds, and says why', () => {
    const score = scoreOf(rules, { message: 'A demo, please', 'extra:employees': '120', emailDomain: 'gmail.com' });
    expect(score?.total).toBe(25);
    expect(score && scoreReasons(score)).toBe('+20 demo request, +10 company of 50–200, −5 private address');
    expect(scoreOf(rules, {})).toEqual({ total: 0, reasons: [] });
  });

  it('comes to the sum of its reasons, whatever the rules are', () => {
    const rule = fc.record({
      points: fc.integer({ min: -1_000, max: 1_000 }),
      words: fc.string(),
      conditions: fc.constantFrom([region('DE')], [region('US')], []),
    });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1 }), (some) => {
        const score = scoreOf(some, { region: 'DE' });
        const held = some.filter(({ conditions }) =>
          conditions.every((one) => 'values' in one && one.values[0] === 'DE'),
        );
        expect(score?.reasons).toHaveLength(held.length);
        expect(score?.total).toBe(held.reduce((sum, { points }) => sum + points, 0));
      }),
    );
  });

  it('may ask for the segment; the score that arrived stays the lead’s', () => {
    const big: ScoreRule = {
      points: 7,
      words: 'near',
      conditions: [{ fact: 'segment', test: 'is', values: ['DACH'] }],
    };
    const its = judged({ segments: [DACH], score: [big] }, { region: 'AT' });
    expect(its).toMatchObject({ segment: 'DACH', score: { total: 7 } });
    expect(factsWith({ region: 'AT' }, its)).toEqual({ region: 'AT', segment: 'DACH', score: 7 });
    expect(factsWith({ score: 72 }, its)).toEqual({ score: 72, segment: 'DACH' });
  });
});
