import { describe, expect, it } from 'vitest';
import { REASON_KEYS } from '../../src/core/lead-reasons.ts';
import { type VerdictKind, verdictOf } from '../../src/core/verdict.ts';
import { judgementOf } from '../../src/reviews/judging/form.ts';
import { countedLeads, saidOfEach } from '../../src/reviews/verdicts/judged.ts';
import { judgedByRejection, latestOfEach, mayJudge, sideOf } from '../../src/reviews/verdicts/verdict.ts';

describe('a verdict', () => {
  it('by giving up is “Not a fit”, but for whom nobody could reach or who has no time now', () => {
    const unsure = REASON_KEYS.filter((key) => verdictOf(key) === 'unsure');
    expect(unsure).toEqual(['unreachable', 'timing']);
    expect(judgedByRejection('bad-data', 'phone')).toMatchObject({ verdict: 'not', reason: 'bad-data', part: 'phone' });
    expect(judgedByRejection('not-icp', 'size')).toMatchObject({ reason: 'not-icp', part: undefined, note: undefined });
  });

  it.each([
    [{ teams: ['sales'], manages: [] }, 'sales', true],
    [{ teams: ['marketing'], manages: [] }, 'marketing', true],
    [{ teams: [], manages: ['marketing'] }, 'marketing', true],
    [{ teams: ['marketing'], manages: ['sales'] }, 'sales', true],
    [{ teams: [], manages: [] }, 'marketing', false],
  ] as const)('of %j is for %s', (who, side, may) => {
    expect([mayJudge(who), may && sideOf(who)]).toEqual([may, may && side]);
  });

  it('takes from a form what its menus know, and no reason for what fits', () => {
    const form = { grade: '4', reason: 'no-need', part: 'phone', note: 'Fine', next: 'More' };
    const bad = { grade: '9', reason: 'because', part: 'soul' };
    expect(judgementOf('not', form)).toEqual({
      verdict: 'not',
      grade: 4,
      reason: 'no-need',
      part: 'phone',
      note: 'Fine',
    });
    expect(judgementOf('good', form).reason).toBeUndefined();
    expect(judgementOf('not', bad)).toMatchObject({ grade: undefined, reason: undefined, part: undefined });
  });

  it('of somebody who has said it on several occasions is the latest', () => {
    const said = (personId: string, saidAt: number) => ({ leadId: 'l1', personId, saidAt });
    expect(latestOfEach([said('a', 3), said('b', 2), said('a', 1)])).toEqual([said('a', 3), said('b', 2)]);
  });

  it('of a merged lead counts with the whole, and of what was no lead nowhere', () => {
    const verdict = (leadId: string, kind: VerdictKind) => ({ leadId, verdict: kind, reason: undefined });
    const known = (id: string, isCounted = true) => ({
      id,
      number: 1,
      source: 'Web',
      campaign: undefined,
      persona: undefined,
      isCounted,
    });
    const seenAs = new Map([
      ['whole', known('whole')],
      ['part', known('whole')],
      ['spam', known('spam', false)],
    ]);
    expect(
      countedLeads(
        [verdict('part', 'not'), verdict('whole', 'good'), verdict('spam', 'not'), verdict('gone', 'not')],
        seenAs,
      ),
    ).toMatchObject([{ leadId: 'whole', source: 'Web', found: [{ verdict: 'not' }, { verdict: 'good' }] }]);
    const said = (leadId: string, side: 'sales' | 'marketing', kind: VerdictKind) => ({
      ...verdict(leadId, kind),
      side,
      grade: undefined,
    });
    const all = [said('part', 'sales', 'not'), said('whole', 'marketing', 'good'), said('spam', 'sales', 'not')];
    expect(saidOfEach(all, seenAs)).toEqual([
      { leadId: 'whole', number: 1, source: 'Web', says: { sales: 'not', marketing: 'good' }, reason: undefined },
    ]);
  });
});
